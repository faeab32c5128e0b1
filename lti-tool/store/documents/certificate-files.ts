import type { CertificateFile } from '../../domain/certificate';
import type { CollectionDefinition } from '../collection';
import { documentSchema } from '../document-schema';

/** The issued files, apart from the register: only a download reads them. */
export const certificateFiles: CollectionDefinition<CertificateFile> = {
  name: 'certificate-files',
  schema: documentSchema({
    pdf: { type: String, required: true },
    credential: { type: String, required: true },
  }),
  unique: [],
  indexes: [],
};

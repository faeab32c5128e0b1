import type { Certificate } from '../../domain/certificate';
import type { CollectionDefinition } from '../collection';
import { documentSchema } from '../document-schema';

/** Issued certificates: the unique enrolment is what makes issuing happen once. */
export const certificates: CollectionDefinition<Certificate> = {
  name: 'certificates',
  schema: documentSchema({
    enrolmentId: { type: String, required: true },
    code: { type: String, required: true },
    name: { type: String, required: true },
    trainingTitle: { type: String, required: true },
    edition: { type: String, required: true },
    // Empty while no issuer is configured: the certificate is a specimen.
    issuer: { type: String, default: '' },
    specimen: { type: Boolean, required: true },
    completedAt: { type: Date, required: true },
    issuedAt: { type: Date, required: true },
    file: { type: String, required: true },
    sha256: { type: String, required: true },
    status: { type: String, enum: ['valid', 'withdrawn'], required: true },
  }),
  unique: [['enrolmentId'], ['code']],
  indexes: [],
};

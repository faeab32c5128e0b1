import type { CredentialKey } from '../../domain/credential-key';
import type { CollectionDefinition } from '../collection';
import { documentSchema } from '../document-schema';

/** Key pairs that sign credentials; the private halves arrive sealed. */
export const credentialKeys: CollectionDefinition<CredentialKey> = {
  name: 'credential-keys',
  schema: documentSchema({
    generation: { type: Number, required: true, min: 1 },
    publicKey: { type: String, required: true },
    sealedPrivateKey: { type: String, required: true },
    createdAt: { type: Date, required: true },
  }),
  unique: [['generation']],
  indexes: [],
};

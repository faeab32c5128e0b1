import type { RegistrationKey } from '../../domain/registration-key';
import type { CollectionDefinition } from '../collection';
import { documentSchema } from '../document-schema';

/** Key pairs of registrations; the private halves arrive sealed. */
export const registrationKeys: CollectionDefinition<RegistrationKey> = {
  name: 'registration-keys',
  schema: documentSchema({
    registrationId: { type: String, required: true },
    publicKey: { type: String, required: true },
    sealedPrivateKey: { type: String, required: true },
    createdAt: { type: Date, required: true },
    retiredAt: Date,
  }),
  unique: [],
  indexes: [['registrationId']],
};

import type { LoginAttempt } from '../../domain/login-attempt';
import type { CollectionDefinition } from '../collection';
import { documentSchema } from '../document-schema';

/** Logins that wait for their launch, until they expire. */
export const loginAttempts: CollectionDefinition<LoginAttempt> = {
  name: 'login-attempts',
  schema: documentSchema({
    registrationId: { type: String, required: true },
    nonce: { type: String, required: true },
    targetLinkUri: { type: String, required: true },
    deploymentId: String,
    storageTarget: String,
    browserHash: { type: String, required: true },
    expiresAt: { type: Date, required: true },
  }),
  unique: [],
  indexes: [],
  expires: 'expiresAt',
};

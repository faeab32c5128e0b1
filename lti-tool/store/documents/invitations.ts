import type { Invitation } from '../../domain/invitation';
import type { CollectionDefinition } from '../collection';
import { documentSchema } from '../document-schema';

/** Invitations to register a platform, until they are used or expire. */
export const invitations: CollectionDefinition<Invitation> = {
  name: 'invitations',
  schema: documentSchema({
    createdBy: { type: String, required: true },
    heldUntil: Date,
    expiresAt: { type: Date, required: true },
  }),
  unique: [],
  indexes: [],
  expires: 'expiresAt',
};

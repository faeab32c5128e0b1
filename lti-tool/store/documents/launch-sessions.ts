import type { LaunchSession } from '../../domain/launch-session';
import type { CollectionDefinition } from '../collection';
import { documentSchema, partSchema } from '../document-schema';
import { ROLE } from './role';

/** People's ways back into the tool, until they expire. */
export const launchSessions: CollectionDefinition<LaunchSession> = {
  name: 'launch-sessions',
  schema: documentSchema({
    enrolmentId: { type: String, required: true },
    registrationId: { type: String, required: true },
    deploymentId: { type: String, required: true },
    contextId: { type: String, required: true },
    role: ROLE,
    formSecret: { type: String, required: true },
    locale: String,
    returnUrl: String,
    platformName: String,
    contextTitle: String,
    loginId: String,
    path: String,
    deepLinking: partSchema({
      returnUrl: { type: String, required: true },
      takesLinks: { type: Boolean, required: true },
      takesSeveral: { type: Boolean, required: true },
      takesLineItems: { type: Boolean, required: true },
      targets: { type: [String], required: true },
      data: String,
      answeredAt: Date,
    }),
    expiresAt: { type: Date, required: true },
  }),
  unique: [],
  indexes: [],
  expires: 'expiresAt',
};

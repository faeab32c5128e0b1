import type { Registration } from '../../domain/registration';
import type { CollectionDefinition } from '../collection';
import { documentSchema } from '../document-schema';

/** One platform, by issuer and client id (1EdTech Security Framework §5.1.1). */
export const registrations: CollectionDefinition<Registration> = {
  name: 'registrations',
  schema: documentSchema({
    issuer: { type: String, required: true },
    clientId: { type: String, required: true },
    name: { type: String, required: true },
    authUrl: { type: String, required: true },
    tokenUrl: { type: String, required: true },
    jwksUrl: { type: String, required: true },
    audience: String,
    deployments: { type: [String], required: true },
    pagesOrigin: String,
    learnsDeployments: Boolean,
    family: String,
    scopes: { type: [String], default: undefined },
    active: { type: Boolean, required: true },
    createdAt: { type: Date, required: true },
  }),
  unique: [['issuer', 'clientId']],
  indexes: [],
};

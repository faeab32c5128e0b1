import type { IssuingJob } from '../../domain/issuing-job';
import type { CollectionDefinition } from '../collection';
import { documentSchema } from '../document-schema';

/** Found by the page of their context, and by whoever goes on with what a process left undone. */
export const issuingJobs: CollectionDefinition<IssuingJob> = {
  name: 'issuing-jobs',
  schema: documentSchema({
    registrationId: { type: String, required: true },
    deploymentId: { type: String, required: true },
    contextId: { type: String, required: true },
    by: { type: String, required: true },
    startedAt: { type: Date, required: true },
    people: { type: [String], required: true },
    done: { type: Number, required: true, min: 0 },
    issued: { type: Number, required: true, min: 0 },
    state: { type: String, enum: ['running', 'finished'], required: true },
    leasedUntil: { type: Date, required: true },
  }),
  unique: [],
  indexes: [['registrationId', 'deploymentId', 'contextId'], ['state']],
};

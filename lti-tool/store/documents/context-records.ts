import type { ContextRecord } from '../../domain/context-record';
import type { CollectionDefinition } from '../collection';
import { checked, documentSchema, partSchema } from '../document-schema';
import { isText, recordOf } from './shape';

const isTexts = recordOf(isText);

/** One context of one deployment, as its launches described it. */
export const contextRecords: CollectionDefinition<ContextRecord> = {
  name: 'context-records',
  schema: documentSchema({
    registrationId: { type: String, required: true },
    deploymentId: { type: String, required: true },
    contextId: { type: String, required: true },
    title: String,
    lineItems: checked((value) =>
      isTexts(value) ? undefined : 'lineItems is not a record of texts',
    ),
    lineItemsUrl: String,
    scopes: { type: [String], required: true },
    membershipsUrl: String,
    resourceLinkId: String,
    rosterDueAt: Date,
    columnLease: partSchema({
      owner: { type: String, required: true },
      until: { type: Date, required: true },
    }),
    columnsSoughtAt: Date,
    resultsRefusedAt: Date,
    launchedAt: { type: Date, required: true },
    edition: String,
  }),
  unique: [['registrationId', 'deploymentId', 'contextId']],
  indexes: [],
};

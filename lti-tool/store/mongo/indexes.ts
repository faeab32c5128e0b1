import type { mongo } from 'mongoose';
import type { CheckedDefinition } from '../definition';
import { nameOf } from './filter';

/**
 * Creates what is missing. An index that is no longer declared stays, for an administrator may have
 * made it. No TTL and no partial index: expiry and absent fields are the store's own business, the
 * same on every engine.
 */
export async function createIndexes<D extends mongo.Document>(
  collection: mongo.Collection<D>,
  definition: CheckedDefinition,
): Promise<void> {
  const indexes = definition.indexes.filter(({ fields }) => fields[0] !== 'id');
  if (indexes.length === 0) return;
  await collection.createIndexes(
    indexes.map(({ fields, unique }) => ({
      // A plain index ends with the id, so that it also serves the order of pages.
      key: Object.fromEntries([...fields, ...(unique ? [] : ['id'])].map((f) => [nameOf(f), 1])),
      ...(unique && { unique }),
    })),
  );
}

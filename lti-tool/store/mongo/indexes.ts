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
  for (const { fields, unique } of definition.indexes) {
    if (fields[0] === 'id') continue;
    // A plain index ends with the id, so that it also serves the order of pages.
    const key = unique ? fields : [...fields, 'id'];
    const spec = Object.fromEntries(key.map((field) => [nameOf(field), 1]));
    // One by one: FerretDB 1.24 fails when several of one command exist already.
    await collection.createIndex(spec, { unique }, {});
  }
}

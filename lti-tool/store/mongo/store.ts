import { createConnection } from 'mongoose';
import type { Collection, CollectionDefinition, Store, Stored } from '../collection';
import { MongoCollection } from './collection';

/** How long a request waits for a server that does not answer. */
const PATIENCE_MS = 10_000;

export interface MongoStoreOptions {
  /** With the name of the database. Options of ours win over those in it. */
  readonly uri: string;
  readonly now: () => Date;
}

/**
 * Opens the MongoDB store on a connection of its own, never mongoose's global one.
 * @throws Error when no server answers within ten seconds.
 */
export async function openMongoStore({ uri, now }: MongoStoreOptions): Promise<Store> {
  const connection = await createConnection(uri, {
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    serverSelectionTimeoutMS: PATIENCE_MS,
    // An acknowledged write outlives its server, and the next read sees it.
    writeConcern: { w: 'majority', journal: true },
    readPreference: 'primary',
  }).asPromise();
  const database = connection.getClient().db(connection.name);
  const collections: MongoCollection<Stored>[] = [];

  return {
    collection<T extends Stored>(definition: CollectionDefinition<T>): Collection<T> {
      const collection = new MongoCollection(database, now, definition);
      collections.push(collection as unknown as MongoCollection<Stored>);
      return collection;
    },

    async ping() {
      await database.command({ ping: 1 });
      for (const collection of collections) await collection.ready();
    },

    async sweep() {
      let removed = 0;
      for (const collection of collections) removed += await collection.sweep();
      return removed;
    },

    close: () => connection.close(),
  };
}

import type { Collection, CollectionDefinition, Store, Stored } from '../collection';
import { EmbeddedCollection } from './collection';
import { Database } from './database';
import { whenFree } from './when-free';
import { WriteQueue } from './write-queue';

/** Small enough that a sweep never keeps a request waiting noticeably. */
const SWEEP_AT_ONCE = 500;

export interface EmbeddedStoreOptions {
  /** Path of the SQLite file; it and two companions (`-wal`, `-shm`) are made when missing. */
  readonly file: string;
  readonly now: () => Date;
}

/**
 * Opens the embedded store. Several processes may open one file on one machine; a network file
 * system will not do (SQLite, "Write-Ahead Logging", §1).
 * @throws Error when the file cannot be opened, read or made.
 */
export async function openEmbeddedStore({ file, now }: EmbeddedStoreOptions): Promise<Store> {
  const database = await whenFree(() => new Database(file));
  const queue = new WriteQueue(database);
  const collections: EmbeddedCollection<Stored>[] = [];

  return {
    collection<T extends Stored>(definition: CollectionDefinition<T>): Collection<T> {
      const collection = new EmbeddedCollection(database, queue, now, definition);
      collections.push(collection as unknown as EmbeddedCollection<Stored>);
      return collection;
    },

    async ping() {
      await whenFree(() => database.get('SELECT 1'));
    },

    async sweep() {
      let removed = 0;
      for (const collection of collections) {
        for (let last = SWEEP_AT_ONCE; last === SWEEP_AT_ONCE; removed += last) {
          last = await collection.sweep(SWEEP_AT_ONCE);
        }
      }
      return removed;
    },

    async close() {
      await queue.settled();
      database.close();
    },
  };
}

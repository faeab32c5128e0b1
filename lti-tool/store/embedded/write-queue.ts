import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from './database';
import { whenFree } from './when-free';

interface Write {
  readonly work: () => unknown;
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

/** Bounds how long one transaction holds the event loop and the file. */
const MOST_PER_COMMIT = 200;

/**
 * Group commit: all writes of one turn of the event loop share one transaction, and so one flush to
 * the disk. Each promise settles only after COMMIT. A write that fails by itself (a taken key, a
 * version that moved on) rejects alone; when the transaction fails, all of its writes reject.
 */
export class WriteQueue {
  readonly #database: Database;
  #waiting: Write[] = [];
  #draining: Promise<void> | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  /** `work` is synchronous, may be run again from the start, and changes nothing but the file. */
  write<R>(work: () => R): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      this.#waiting.push({ work, resolve, reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Resolves when every write so far is settled. */
  async settled(): Promise<void> {
    await this.#draining;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      await nextTurn();
      await this.#commit(this.#waiting.splice(0, MOST_PER_COMMIT));
    }
    this.#draining = undefined;
  }

  async #commit(writes: readonly Write[]): Promise<void> {
    try {
      const settle = await whenFree(() => this.#transact(writes));
      for (const settleOne of settle) settleOne();
    } catch (error) {
      for (const { reject } of writes) reject(error);
    }
  }

  #transact(writes: readonly Write[]): (() => void)[] {
    const settle: (() => void)[] = [];
    this.#database.transaction(() => {
      for (const { work, resolve, reject } of writes) {
        try {
          const result = work() as never;
          settle.push(() => {
            resolve(result);
          });
        } catch (error) {
          // SQLite has undone the failed statement. Without its transaction nothing is safe.
          if (!this.#database.inTransaction) throw error;
          settle.push(() => {
            reject(error);
          });
        }
      }
    });
    return settle;
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import { isBusy } from './database';

/** About 30 s in all: SQLite's own short wait, and the pauses between. */
const TRIES = 1_000;

/**
 * Runs `work`; while another process holds the file, lets this process go on with other things and
 * tries again. `work` must have done nothing when it throws a busy error.
 * @throws the busy error when the file stays held, or whatever else `work` throws.
 */
export async function whenFree<R>(work: () => R): Promise<R> {
  for (let tries = 1; ; tries++) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || tries === TRIES) throw error;
      // Uneven pauses, so that two processes that met do not meet again each time.
      await pause(1 + ((tries * 7 + process.pid) % 20));
    }
  }
}

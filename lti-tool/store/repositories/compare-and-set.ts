import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../errors';
import { Conflict, DuplicateKey } from '../collection';

const TRIES = 20;
/** Whoever lost waits, longer each time: two processes in step would make one lose every time. */
const PAUSE_MS = 3;

/**
 * Tries a read-decide-write until nobody else wrote in between.
 * @param attempt reads afresh each time; its write throws Conflict or DuplicateKey when it lost.
 * @throws AppError `conflict`, 503, after 20 tries.
 */
export async function compareAndSet<R>(attempt: () => Promise<R>): Promise<R> {
  let lost: unknown;
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Conflict || error instanceof DuplicateKey)) throw error;
      lost = error;
      await pause(tries * PAUSE_MS);
    }
  }
  throw new AppError({
    id: 'conflict',
    status: 503,
    userMessage: {
      title: 'Too much is being saved at once',
      whatToDo: 'Wait a few seconds and try again. What you sent was not saved.',
    },
    detail: `lost ${TRIES} tries in a row`,
    cause: lost,
  });
}

/**
 * Lets this process do one thing at a time for each key, so that its own writers never lose to each
 * other; compare-and-set is then only for other processes.
 */
export function inTurn(): <R>(key: string, work: () => Promise<R>) => Promise<R> {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}

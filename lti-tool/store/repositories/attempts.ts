import type { Attempt } from '../../domain/attempt';
import { DuplicateKey, type Collection } from '../collection';
import type { NewId } from '../new-id';
import { collect } from './collect';

export type NewAttempt = Omit<Attempt, 'id' | 'version' | 'number'>;
export type Attempts = ReturnType<typeof attemptRepository>;

export function attemptRepository(collection: Collection<Attempt>, newId: NewId) {
  /** By number: the order of the unique index. */
  const ofActivity = (enrolmentId: string, activityId: string): Promise<Attempt[]> =>
    collect(collection.stream({ enrolmentId, activityId }));

  return {
    ofActivity,

    get: (id: string): Promise<Attempt | undefined> => collection.get(id),

    /** Starts the next attempt, or returns the one that is still open: however many tabs start at
     * once, they all get the same. */
    async start(fields: NewAttempt): Promise<Attempt> {
      const { enrolmentId, activityId } = fields;
      const newest = (await ofActivity(enrolmentId, activityId)).at(-1);
      if (newest && !newest.submittedAt) return newest;
      const number = (newest?.number ?? 0) + 1;
      try {
        return await collection.insert({ ...fields, id: newId(), number });
      } catch (error) {
        if (!(error instanceof DuplicateKey)) throw error;
        const { documents } = await collection.find({ enrolmentId, activityId, number });
        if (documents[0]) return documents[0];
        throw error;
      }
    },

    /** @throws Conflict when the attempt changed since it was read. */
    save: (attempt: Attempt): Promise<Attempt> => collection.replace(attempt),

    /** Erases everything that a person answered. */
    async removeOf(enrolmentId: string): Promise<void> {
      await collection.remove({ enrolmentId });
    },
  };
}

import { type ContextKey, contextKeyOf } from '../../domain/context-key';
import type { IssuingJob } from '../../domain/issuing-job';
import { type Collection, Conflict } from '../collection';
import type { NewId } from '../new-id';
import { collect } from './collect';

export type IssuingJobs = ReturnType<typeof issuingJobRepository>;

export function issuingJobRepository(collection: Collection<IssuingJob>, newId: NewId) {
  const inContext = (key: ContextKey): AsyncIterable<IssuingJob> =>
    collection.stream(contextKeyOf(key));

  return {
    add: (fields: Omit<IssuingJob, 'id' | 'version'>): Promise<IssuingJob> =>
      collection.insert({ ...fields, id: newId() }),

    /** The job that was started last in a context. */
    async newestIn(key: ContextKey): Promise<IssuingJob | undefined> {
      let newest: IssuingJob | undefined;
      for await (const job of inContext(key)) {
        if (!newest || job.startedAt >= newest.startedAt) newest = job;
      }
      return newest;
    },

    /** Everything that is not finished. Few: one for each facilitator who pressed the button. */
    running: (): Promise<IssuingJob[]> => collect(collection.stream({ state: 'running' })),

    /** Writes a job unless someone else did since it was read. @returns undefined: someone did. */
    async save(job: IssuingJob): Promise<IssuingJob | undefined> {
      try {
        return await collection.replace(job);
      } catch (error) {
        if (error instanceof Conflict) return undefined;
        throw error;
      }
    },

    async removeIn(key: ContextKey): Promise<void> {
      await collection.remove(contextKeyOf(key));
    },
  };
}

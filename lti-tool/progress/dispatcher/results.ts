import { contextKeyOf } from '../../domain/context-key';
import type { Enrolment } from '../../domain/enrolment';
import { without } from '../../domain/without';
import { ServiceError, type Result } from '../../lti/port';
import type { DeliveryDependencies } from './dependencies';

/** Looks at one person's result, and remembers whether the platform let this tool look. */
export interface ResultReader {
  /** What the platform holds; undefined when it holds nothing or does not let this tool read it. */
  read(): Promise<Result | undefined>;
  /**
   * Keeps for the context's facilitators whether results can be read. Comes after the line item was
   * found to be there: where it is gone, so are its results.
   */
  note(): Promise<void>;
}

export function createResultReader(
  enrolment: Enrolment,
  url: string,
  { scores, contextRecords, now }: DeliveryDependencies,
): ResultReader {
  let isRefused: boolean | undefined;
  return {
    async read() {
      try {
        const result = await scores.result(enrolment.registrationId, url, enrolment.subject);
        isRefused = false;
        return result;
      } catch (error) {
        if (!(error instanceof ServiceError) || error.kind === 'retry') throw error;
        isRefused = true;
        return undefined;
      }
    },
    async note() {
      if (isRefused === undefined) return;
      await contextRecords.change(contextKeyOf(enrolment), (current) => {
        if (!current || (current.resultsRefusedAt !== undefined) === isRefused) return undefined;
        const known = without(current, 'resultsRefusedAt');
        return isRefused ? { ...known, resultsRefusedAt: now() } : known;
      });
    },
  };
}

import type { Enrolment } from '../../domain/enrolment';
import type { Enrolments } from '../../store/repositories/enrolments';
import type { RestingPlatforms } from './resting-platforms';

interface DueReaderDependencies {
  readonly enrolments: Pick<Enrolments, 'withScoresDue'>;
  readonly resting: Pick<RestingPlatforms, 'haveEndedSince'>;
  readonly now: () => Date;
}

/** Enrolments that are due. */
export type DueReader = () => AsyncGenerator<Pick<Enrolment, 'id' | 'registrationId'>>;

/** Enrolments hold whole ledgers: few of them are in memory at a time. */
const PAGE = 100;
/** Everything due is read this often at least, in case something came up behind the reader. */
const READ_ALL_MS = 300_000;

/**
 * Reads what is due, longest due first. Whole pages that were read before are passed over, so that
 * thousands of enrolments that wait for a failing platform, or in line for a busy one, are not read
 * at every look; what becomes due comes after them. All are read anew when a platform's rest ends.
 */
export function createDueReader({ enrolments, resting, now }: DueReaderDependencies): DueReader {
  let after: string | undefined;
  let allReadAt = new Date(0);

  return async function* read() {
    const isStale = now().getTime() - allReadAt.getTime() >= READ_ALL_MS;
    if (isStale || resting.haveEndedSince(allReadAt)) {
      after = undefined;
      allReadAt = now();
    }
    for (;;) {
      const page = await enrolments.withScoresDue(now(), { limit: PAGE, ...(after && { after }) });
      yield* page.documents;
      if (page.next === undefined) return;
      after = page.next;
    }
  };
}

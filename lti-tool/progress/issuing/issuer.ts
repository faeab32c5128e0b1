import type { Enrolment } from '../../domain/enrolment';
import type { Enrolments } from '../../store/repositories/enrolments';
import type { BulkIssuing } from './bulk';
import type { IssueTo } from './issue';
import { createWorkLoop } from '../work-loop';

/** Issues certificates in the background. Several processes may run one each on the same store. */
export interface Issuer {
  /** Issues whatever is due, and goes on with jobs. Calls at once share one run. */
  runOnce(): Promise<void>;
  /** Issues what is due from now on, until `stop`. */
  start(): void;
  /** Finishes the certificates that are being issued, and issues no more. */
  stop(): Promise<void>;
  /** Says that a certificate, or a job, is due now. */
  wake(): void;
}

export interface IssuerDependencies {
  readonly enrolments: Pick<Enrolments, 'withCertificatesDue' | 'change'>;
  readonly issueTo: IssueTo;
  readonly bulk: Pick<BulkIssuing, 'work'>;
  readonly now: () => Date;
  /** pino's logger, as far as it is used here. */
  readonly logger: { error(fields: object, message: string): void };
}

/** What nobody announced here (another process's, or after a wait) is looked for this often. */
const LOOK_MS = 5_000;
/** Printing waits for its turn in the worker threads: more at once would only fill memory. */
const AT_ONCE = 4;
/** What could not be issued is tried again after this time, and later each time up to a limit. */
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 3_600_000;

export function createIssuer(dependencies: IssuerDependencies): Issuer {
  const { enrolments, issueTo, bulk, now, logger } = dependencies;
  const failures = new Map<string, number>();
  let running: Promise<void> | undefined;

  async function issue({ id }: Enrolment): Promise<void> {
    try {
      await issueTo(id);
      failures.delete(id);
    } catch (error) {
      logger.error({ enrolmentId: id, err: error }, 'a certificate could not be issued');
      await postpone(id);
    }
  }

  async function postpone(id: string): Promise<void> {
    const failed = failures.get(id) ?? 0;
    failures.set(id, failed + 1);
    const wait = Math.min(FIRST_WAIT_MS * 2 ** failed, LONGEST_WAIT_MS);
    const certificateDueAt = new Date(now().getTime() + wait);
    await enrolments.change(id, (current) =>
      current.certificateDueAt ? { ...current, certificateDueAt } : undefined,
    );
  }

  /** Always the first page: what was dealt with is not due any more, or later. */
  async function issueDue(): Promise<void> {
    while (!loop.isStopping()) {
      const { documents } = await enrolments.withCertificatesDue(now(), { limit: AT_ONCE });
      if (documents.length === 0) return;
      await Promise.all(documents.map(issue));
    }
  }

  async function run(): Promise<void> {
    await bulk.work(loop.isStopping);
    await issueDue();
  }

  function runOnce(): Promise<void> {
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  }

  const loop = createWorkLoop(
    () =>
      runOnce().catch((error: unknown) => {
        logger.error({ err: error }, 'due certificates could not be read');
      }),
    LOOK_MS,
  );

  return {
    runOnce,
    start: loop.start,
    wake: loop.wake,
    async stop() {
      await Promise.all([loop.stop(), running?.catch(() => undefined)]);
    },
  };
}

import { type ContextKey, contextKeyOf } from '../../domain/context-key';
import { withRelease } from '../../domain/certificate-claim';
import type { Enrolment } from '../../domain/enrolment';
import type { IssuingJob } from '../../domain/issuing-job';
import type { Enrolments } from '../../store/repositories/enrolments';
import type { IssuingJobs } from '../../store/repositories/issuing-jobs';
import type { Claims } from './claims';
import type { IssueTo } from './issue';

/** Issues everything that is ready in a context, as a job that survives the end of a process. */
export interface BulkIssuing {
  /**
   * Notes who is ready now. @returns the job, to be done by `work`; the one that is still under way
   * in this context, if there is one.
   */
  order(facilitator: Enrolment): Promise<IssuingJob>;
  newestIn(key: ContextKey): Promise<IssuingJob | undefined>;
  /** Whether nothing but a facilitator's word stands between this person and the certificate. */
  isReady(enrolment: Enrolment): boolean;
  /** Works on every job that no living process works on, until all are finished or it is to stop. */
  work(isStopping: () => boolean): Promise<void>;
}

export interface BulkDependencies {
  readonly enrolments: Pick<Enrolments, 'inContext'>;
  readonly issuingJobs: IssuingJobs;
  readonly claims: Claims;
  readonly issueTo: IssueTo;
  readonly now: () => Date;
  /** pino's logger, as far as it is used here. */
  readonly logger: { error(fields: object, message: string): void };
}

/** Between two notes of how far a job is; after a crash so many people are looked at again. */
const STEP = 10;
/** Milliseconds; longer than a step takes. A job whose process died rests as long. */
const LEASE = 30_000;

export function createBulkIssuing(dependencies: BulkDependencies): BulkIssuing {
  const { enrolments, issuingJobs, claims, issueTo, now, logger } = dependencies;

  function isReady(enrolment: Enrolment): boolean {
    if (enrolment.certificateClaim?.issuedAt) return false;
    return claims.obstaclesOf(enrolment).every((obstacle) => obstacle === 'not-released');
  }

  const leasedUntil = (): Date => new Date(now().getTime() + LEASE);

  /** @returns whether there is a certificate now. */
  async function issueWithWord(enrolmentId: string, by: string): Promise<boolean> {
    try {
      await claims.change(enrolmentId, (current) =>
        isReady(current) && !current.certificateClaim?.release
          ? withRelease(current, { by, at: now() })
          : current,
      );
      return (await issueTo(enrolmentId)) !== undefined;
    } catch (error) {
      // It stays due: the issuer tries it again, also after this job.
      logger.error({ enrolmentId, err: error }, 'a certificate could not be issued');
      return false;
    }
  }

  /** One step of a job. @returns the job after it; undefined: another process has it. */
  async function step(job: IssuingJob): Promise<IssuingJob | undefined> {
    const people = job.people.slice(job.done, job.done + STEP);
    const issued = await Promise.all(people.map((id) => issueWithWord(id, job.by)));
    const done = job.done + people.length;
    return issuingJobs.save({
      ...job,
      done,
      issued: job.issued + issued.filter(Boolean).length,
      state: done < job.people.length ? 'running' : 'finished',
      leasedUntil: leasedUntil(),
    });
  }

  async function workOn(job: IssuingJob, isStopping: () => boolean): Promise<void> {
    let mine = await issuingJobs.save({ ...job, leasedUntil: leasedUntil() });
    while (mine?.state === 'running') {
      if (isStopping()) {
        // Whoever comes next need not wait for the lease to end.
        await issuingJobs.save({ ...mine, leasedUntil: now() });
        return;
      }
      mine = await step(mine);
    }
  }

  return {
    isReady,
    newestIn: (key) => issuingJobs.newestIn(key),
    async order(facilitator) {
      const current = await issuingJobs.newestIn(facilitator);
      if (current?.state === 'running') return current;
      const people: string[] = [];
      for await (const enrolment of enrolments.inContext(facilitator)) {
        if (isReady(enrolment)) people.push(enrolment.id);
      }
      return issuingJobs.add({
        ...contextKeyOf(facilitator),
        by: facilitator.id,
        startedAt: now(),
        people,
        done: 0,
        issued: 0,
        state: people.length > 0 ? 'running' : 'finished',
        leasedUntil: now(),
      });
    },
    async work(isStopping) {
      for (const job of await issuingJobs.running()) {
        if (!isStopping() && job.leasedUntil <= now()) await workOn(job, isStopping);
      }
    },
  };
}

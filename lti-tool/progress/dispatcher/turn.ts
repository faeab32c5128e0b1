import type { Enrolment } from '../../domain/enrolment';
import type { ScoreOnItsWay } from '../../domain/score-on-its-way';
import {
  backoff,
  delivered,
  lease,
  nextDue,
  postponed,
  refused,
  release,
} from '../../domain/score-outbox';
import type { Enrolments } from '../../store/repositories/enrolments';
import { deliver, type Outcome } from './delivery';
import type { DeliveryDependencies } from './dependencies';

/** pino's logger, as far as it is used here. */
interface DispatcherLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface TurnDependencies extends DeliveryDependencies {
  readonly enrolments: Pick<Enrolments, 'get' | 'change' | 'withScoresDue'>;
  /** 0 to 1, evenly. */
  readonly random: () => number;
  readonly logger: DispatcherLogger;
}

export interface TurnResult {
  /** Scores that were tried. */
  readonly tried: number;
  /** The last try failed in a way that others on this platform would meet as well. */
  readonly platformAtFault: boolean;
}

/** Longer than one delivery takes at the time limits of its calls. */
const LEASE_MS = 180_000;

/**
 * Sends the due scores of one enrolment, the one earned first before the others, under its lease.
 * Every outcome is written before the next score is sent; a process that dies in between leaves a
 * lease that ends by itself, and a score whose second sending does no harm.
 */
export async function takeTurn(
  enrolmentId: string,
  isStopping: () => boolean,
  dependencies: TurnDependencies,
): Promise<TurnResult> {
  const { enrolments, now, owner } = dependencies;
  const take = (current: Enrolment): Enrolment | undefined =>
    lease(current, owner, now(), LEASE_MS);

  let isMine = false as boolean;
  let enrolment = await enrolments.change(enrolmentId, (current) => {
    const taken = nextDue(current, now()) && take(current);
    isMine = taken !== undefined;
    return taken;
  });
  let tried = 0;
  let platformAtFault = false;
  while (isMine) {
    const score = nextDue(enrolment, now());
    if (!score) break;
    const outcome = await deliver(enrolment, score, dependencies);
    report(enrolment, score, outcome, dependencies);
    tried += 1;
    platformAtFault = outcome.kind === 'postponed' && outcome.platformAtFault;
    const isLast = platformAtFault || isStopping();
    enrolment = await enrolments.change(enrolmentId, (current) => {
      const noted = note(current, score, outcome, dependencies);
      const kept = !isLast && nextDue(noted, now()) ? take(noted) : undefined;
      isMine = kept !== undefined;
      return kept ?? release(noted, owner);
    });
  }
  return { tried, platformAtFault };
}

function note(
  current: Enrolment,
  score: ScoreOnItsWay,
  outcome: Outcome,
  { now, random }: TurnDependencies,
): Enrolment {
  switch (outcome.kind) {
    case 'delivered':
      return delivered(current, score, now());
    case 'refused':
      return refused(current, score, outcome.reason);
    case 'postponed': {
      const waitMs = Math.max(outcome.waitMs, backoff(score.tries, random()));
      return postponed(current, score, { reason: outcome.reason, now: now(), waitMs });
    }
    case 'superseded':
      return current;
  }
}

function report(
  { id: enrolmentId, registrationId }: Enrolment,
  { activityId, tries }: ScoreOnItsWay,
  outcome: Outcome,
  { logger }: TurnDependencies,
): void {
  const fields = { enrolmentId, registrationId, activityId, tries: tries + 1 };
  switch (outcome.kind) {
    case 'refused':
    case 'postponed':
      logger.warn({ ...fields, reason: outcome.reason }, `score ${outcome.kind}`);
      break;
    case 'delivered':
    case 'superseded':
      logger.info(fields, `score ${outcome.kind}`);
  }
}

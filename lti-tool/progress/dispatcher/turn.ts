import type { Enrolment } from '../../domain/enrolment';
import type { ScoreOnItsWay } from '../../domain/score-on-its-way';
import { backoff, lease, nextDue, release, sending } from '../../domain/score-outbox';
import { delivered, laidAside, postponed } from '../../domain/score-outcomes';
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
  /** Milliseconds for which the platform asked to be left alone; 0 when it did not. */
  readonly waitMs: number;
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
  /** The score to send next, as it was before its sending was noted. */
  const taken: { score?: ScoreOnItsWay | undefined } = {};
  const take = (current: Enrolment): Enrolment | undefined => {
    const score = nextDue(current, now());
    const leased = score && lease(current, owner, now(), LEASE_MS);
    taken.score = leased && score;
    return leased && sending(leased, score);
  };

  let enrolment = await enrolments.change(enrolmentId, take);
  let tried = 0;
  let last: Outcome | undefined;
  while (taken.score) {
    const sent = taken.score;
    const outcome = await deliver(enrolment, sent, dependencies);
    report(enrolment, sent, outcome, dependencies);
    tried += 1;
    last = outcome;
    const isLast = isStopping() || isPlatformAtFault(outcome);
    enrolment = await enrolments.change(enrolmentId, (current) => {
      const noted = note(current, sent, outcome, dependencies);
      taken.score = undefined;
      return (isLast ? undefined : take(noted)) ?? release(noted, owner);
    });
  }
  const waitMs = last?.kind === 'postponed' ? last.waitMs : 0;
  return { tried, platformAtFault: last !== undefined && isPlatformAtFault(last), waitMs };
}

function isPlatformAtFault(outcome: Outcome): boolean {
  return outcome.kind === 'postponed' && outcome.platformAtFault;
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
    case 'parked':
    case 'overruled':
      return laidAside(current, score, outcome.kind, outcome.reason);
    case 'postponed': {
      const { reason, mayBeDone } = outcome;
      const waitMs = Math.max(outcome.waitMs, backoff(score.tries, random()));
      return postponed(current, score, { reason, now: now(), waitMs, mayBeDone });
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
  if ('reason' in outcome) {
    logger.warn({ ...fields, reason: outcome.reason }, `score ${outcome.kind}`);
  } else logger.info(fields, `score ${outcome.kind}`);
}

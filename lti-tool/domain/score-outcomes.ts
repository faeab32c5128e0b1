import type { Enrolment } from './enrolment';
import { isSame, replaceWhere, sentWith } from './score-list';
import type { ScoreOnItsWay } from './score-on-its-way';
import { LONGEST_WAIT_MS } from './score-outbox';
import { without } from './without';

/** The platform has this score. A newer one that replaced it meanwhile goes on waiting. */
export function delivered(enrolment: Enrolment, score: ScoreOnItsWay, now: Date): Enrolment {
  return settle(enrolment, score, (held) => ({
    ...without(held, 'reason', 'sending'),
    state: 'delivered',
    tries: held.tries + 1,
    deliveredAt: now,
    sent: [{ scoreGiven: held.scoreGiven, scoreMaximum: held.scoreMaximum }],
  }));
}

/**
 * The next try comes after `waitMs`, one hour at most. `reason` says why, to a facilitator.
 * @param wait.mayBeDone the platform may have taken the score, although it did not say so.
 */
export function postponed(
  enrolment: Enrolment,
  score: ScoreOnItsWay,
  wait: {
    readonly reason: string;
    readonly now: Date;
    readonly waitMs: number;
    readonly mayBeDone?: boolean;
  },
): Enrolment {
  const waitMs = Math.min(wait.waitMs, LONGEST_WAIT_MS);
  return settle(enrolment, score, (held) => ({
    ...without(held, 'sending'),
    ...(wait.mayBeDone && { sent: sentWith(held) }),
    tries: held.tries + 1,
    notBefore: new Date(wait.now.getTime() + waitMs),
    reason: wait.reason,
  }));
}

/** No more tries: see the states of a score for what each of them waits for. */
export function laidAside(
  enrolment: Enrolment,
  score: ScoreOnItsWay,
  state: 'refused' | 'parked' | 'overruled',
  reason: string,
): Enrolment {
  return settle(enrolment, score, (held) => ({
    ...without(held, 'sending'),
    state,
    tries: held.tries + 1,
    reason,
  }));
}

/** Changes a score only while it waits and is still the one that was sent. */
function settle(
  enrolment: Enrolment,
  score: ScoreOnItsWay,
  change: (held: ScoreOnItsWay) => ScoreOnItsWay,
): Enrolment {
  return replaceWhere(enrolment, (held) => held.state === 'waiting' && isSame(held, score), change);
}

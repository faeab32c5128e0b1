import type { Enrolment } from './enrolment';
import { hasValue, isSame, replaceWhere, sentWith, startOver, withScores } from './score-list';
import type { ScoreOnItsWay, ScoreValue } from './score-on-its-way';
import { without } from './without';

/** The line item that the tool itself creates where the platform allows it. */
export const TRAINING_COMPLETED = 'training-completed';

/** No score waits longer than this for its next try, whatever the platform asks for. */
export const LONGEST_WAIT_MS = 3_600_000;
const FIRST_WAIT_MS = 5_000;

/**
 * Puts a score on its way. It replaces another one of the same activity, sent or not; the same
 * score again changes nothing. `earnedAt` only grows within an activity, even where clocks differ:
 * what is earned in a later write is newer, for it was decided from the whole ledger.
 */
export function earn(
  enrolment: Enrolment,
  earned: ScoreValue & { readonly activityId: string; readonly at: Date },
): Enrolment {
  const { activityId, scoreGiven, scoreMaximum, at } = earned;
  const held = enrolment.scores.find((score) => score.activityId === activityId);
  if (held && hasValue(held, earned)) return enrolment;
  const sent = held?.sending ? sentWith(held) : held?.sent;
  const score: ScoreOnItsWay = {
    activityId,
    scoreGiven,
    scoreMaximum,
    earnedAt: new Date(Math.max(at.getTime(), held ? held.earnedAt.getTime() + 1 : 0)),
    state: 'waiting',
    tries: 0,
    notBefore: at,
    ...(sent && { sent }),
  };
  return withScores(enrolment, [...enrolment.scores.filter((other) => other !== held), score]);
}

/**
 * Takes (or keeps) the right to send this enrolment's scores until `now + ms`. While it lasts,
 * `nextScoreAt` is its end, so that a lease whose owner died comes up by itself.
 * @returns undefined while another owner's lease lasts.
 */
export function lease(
  enrolment: Enrolment,
  owner: string,
  now: Date,
  ms: number,
): Enrolment | undefined {
  const held = enrolment.scoreLease;
  if (held && held.owner !== owner && held.until > now) return undefined;
  const scoreLease = { owner, until: new Date(now.getTime() + ms) };
  return withScores({ ...enrolment, scoreLease }, enrolment.scores);
}

/** Gives the lease back, if it is still this owner's. */
export function release(enrolment: Enrolment, owner: string): Enrolment {
  if (enrolment.scoreLease?.owner !== owner) return enrolment;
  return withScores(without(enrolment, 'scoreLease'), enrolment.scores);
}

/** The score to send next: of those that are due, the one earned first. */
export function nextDue(enrolment: Enrolment, now: Date): ScoreOnItsWay | undefined {
  return enrolment.scores
    .filter(({ state, notBefore }) => state === 'waiting' && notBefore <= now)
    .sort((a, b) => a.earnedAt.getTime() - b.earnedAt.getTime())
    .at(0);
}

/**
 * Notes that this score is about to be sent, before it is. If an earlier sending has no outcome,
 * its sender died, and the platform may hold the score.
 */
export function sending(enrolment: Enrolment, score: ScoreOnItsWay): Enrolment {
  return replaceWhere(
    enrolment,
    (held) => isSame(held, score),
    (held) => ({ ...held, ...(held.sending && { sent: sentWith(held) }), sending: true }),
  );
}

/** Whether this very score is still the one to send: not settled and not replaced meanwhile. */
export function isStillWaiting(enrolment: Enrolment, score: ScoreOnItsWay): boolean {
  return enrolment.scores.some((held) => held.state === 'waiting' && isSame(held, score));
}

/** Sends an activity's score once more, whatever became of it: a facilitator asked for it. */
export function sendAgain(enrolment: Enrolment, activityId: string, now: Date): Enrolment {
  return replaceWhere(
    enrolment,
    (held) => held.activityId === activityId,
    (held) => startOver(held, now),
  );
}

/**
 * A launch showed the activity's line item: a score that waits is due at once, and a refused one
 * gets another try, for the person is enrolled and the column is there.
 */
export function columnLearnt(enrolment: Enrolment, activityId: string, now: Date): Enrolment {
  return replaceWhere(
    enrolment,
    ({ activityId: own, state }) =>
      own === activityId && (state === 'waiting' || state === 'refused'),
    (held) => startOver(held, now),
  );
}

/**
 * Milliseconds before the next try, after `tries` of them: 5 s doubling to one hour, of which
 * `jitter` (0 to 1) takes away up to a half, so that many scores do not come back at once.
 */
export function backoff(tries: number, jitter: number): number {
  const full = Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS);
  return Math.round(full * (1 - jitter / 2));
}

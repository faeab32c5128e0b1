import type { Enrolment } from './enrolment';
import type { ScoreOnItsWay } from './score-on-its-way';
import { without } from './without';

/** The line item that the tool itself creates where the platform allows it. */
export const TRAINING_COMPLETED = 'training-completed';

type Value = Pick<ScoreOnItsWay, 'scoreGiven' | 'scoreMaximum'>;

/** No score waits longer than this for its next try, whatever the platform asks for. */
const LONGEST_WAIT_MS = 3_600_000;
const FIRST_WAIT_MS = 5_000;

/**
 * Puts a score on its way. It replaces another one of the same activity, sent or not; the same
 * score again changes nothing. `earnedAt` only grows within an activity, even where clocks differ:
 * what is earned in a later write is newer, for it was decided from the whole ledger.
 */
export function earn(
  enrolment: Enrolment,
  earned: Value & { readonly activityId: string; readonly at: Date },
): Enrolment {
  const { activityId, scoreGiven, scoreMaximum, at } = earned;
  const held = enrolment.scores.find((score) => score.activityId === activityId);
  if (held && hasValue(held, earned)) return enrolment;
  const score: ScoreOnItsWay = {
    activityId,
    scoreGiven,
    scoreMaximum,
    earnedAt: new Date(Math.max(at.getTime(), held ? held.earnedAt.getTime() + 1 : 0)),
    state: 'waiting',
    tries: 0,
    notBefore: at,
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

/** Whether this very score is still the one to send: not settled and not replaced meanwhile. */
export function isStillWaiting(enrolment: Enrolment, score: ScoreOnItsWay): boolean {
  return enrolment.scores.some((held) => held.state === 'waiting' && isSame(held, score));
}

/** The platform has this score. A newer one that replaced it meanwhile goes on waiting. */
export function delivered(enrolment: Enrolment, score: ScoreOnItsWay, now: Date): Enrolment {
  return settle(enrolment, score, (held) => ({
    ...without(held, 'reason'),
    state: 'delivered',
    tries: held.tries + 1,
    deliveredAt: now,
  }));
}

/** The next try comes after `waitMs`, one hour at most. `reason` says why, to a facilitator. */
export function postponed(
  enrolment: Enrolment,
  score: ScoreOnItsWay,
  wait: { readonly reason: string; readonly now: Date; readonly waitMs: number },
): Enrolment {
  const waitMs = Math.min(wait.waitMs, LONGEST_WAIT_MS);
  return settle(enrolment, score, (held) => ({
    ...held,
    tries: held.tries + 1,
    notBefore: new Date(wait.now.getTime() + waitMs),
    reason: wait.reason,
  }));
}

/** The platform will not take this score; no more tries unless a person asks for one. */
export function refused(enrolment: Enrolment, score: ScoreOnItsWay, reason: string): Enrolment {
  return settle(enrolment, score, (held) => ({
    ...held,
    state: 'refused',
    tries: held.tries + 1,
    reason,
  }));
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
    (held) => held.activityId === activityId && held.state !== 'delivered',
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

function startOver(held: ScoreOnItsWay, now: Date): ScoreOnItsWay {
  const fresh = without(held, 'reason', 'deliveredAt');
  return { ...fresh, state: 'waiting', tries: 0, notBefore: now };
}

/** Changes a score only while it waits and is still the one that was sent. */
function settle(
  enrolment: Enrolment,
  score: ScoreOnItsWay,
  change: (held: ScoreOnItsWay) => ScoreOnItsWay,
): Enrolment {
  return replaceWhere(enrolment, (held) => held.state === 'waiting' && isSame(held, score), change);
}

function replaceWhere(
  enrolment: Enrolment,
  concerns: (held: ScoreOnItsWay) => boolean,
  change: (held: ScoreOnItsWay) => ScoreOnItsWay,
): Enrolment {
  if (!enrolment.scores.some(concerns)) return enrolment;
  return withScores(
    enrolment,
    enrolment.scores.map((held) => (concerns(held) ? change(held) : held)),
  );
}

function withScores(enrolment: Enrolment, scores: readonly ScoreOnItsWay[]): Enrolment {
  const rest = without(enrolment, 'nextScoreAt');
  const waiting = scores.filter(({ state }) => state === 'waiting');
  if (waiting.length === 0) return { ...rest, scores };
  const earliest = Math.min(...waiting.map(({ notBefore }) => notBefore.getTime()));
  const leased = enrolment.scoreLease?.until.getTime() ?? 0;
  return { ...rest, scores, nextScoreAt: new Date(Math.max(earliest, leased)) };
}

function isSame(a: ScoreOnItsWay, b: ScoreOnItsWay): boolean {
  return (
    a.activityId === b.activityId && a.earnedAt.getTime() === b.earnedAt.getTime() && hasValue(a, b)
  );
}

function hasValue(held: Value, value: Value): boolean {
  return held.scoreGiven === value.scoreGiven && held.scoreMaximum === value.scoreMaximum;
}

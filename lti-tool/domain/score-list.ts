import type { Enrolment } from './enrolment';
import type { ScoreOnItsWay, ScoreValue } from './score-on-its-way';
import { without } from './without';

/** The enrolment with these scores, and with the moment at which the first of them is due. */
export function withScores(enrolment: Enrolment, scores: readonly ScoreOnItsWay[]): Enrolment {
  const rest = without(enrolment, 'nextScoreAt');
  const waiting = scores.filter(({ state }) => state === 'waiting');
  if (waiting.length === 0) return { ...rest, scores };
  const earliest = Math.min(...waiting.map(({ notBefore }) => notBefore.getTime()));
  const leased = enrolment.scoreLease?.until.getTime() ?? 0;
  return { ...rest, scores, nextScoreAt: new Date(Math.max(earliest, leased)) };
}

/** Changes the scores that `concerns`; the enrolment itself when there are none. */
export function replaceWhere(
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

/** Whether these are one and the same score, and not one that replaced the other. */
export function isSame(a: ScoreOnItsWay, b: ScoreOnItsWay): boolean {
  return (
    a.activityId === b.activityId && a.earnedAt.getTime() === b.earnedAt.getTime() && hasValue(a, b)
  );
}

export function hasValue(held: ScoreValue, value: ScoreValue): boolean {
  return held.scoreGiven === value.scoreGiven && held.scoreMaximum === value.scoreMaximum;
}

/** Due at once, as if it had never been tried; what the platform may hold is still known. */
export function startOver(held: ScoreOnItsWay, now: Date): ScoreOnItsWay {
  const fresh = without(held, 'reason', 'deliveredAt');
  return { ...fresh, state: 'waiting', tries: 0, notBefore: now };
}

/** More of them than these would say no more than they do. */
const MOST_SENT = 8;

/** What the platform may hold once this score's sending has begun. */
export function sentWith({ sent = [], scoreGiven, scoreMaximum }: ScoreOnItsWay): ScoreValue[] {
  const value = { scoreGiven, scoreMaximum };
  return [...sent.filter((other) => !hasValue(other, value)), value].slice(-MOST_SENT);
}

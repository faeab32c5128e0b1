import { parseTimestamp } from '../gradebook';
import type { GradebookRules, IncomingScore } from '../gradebook';

/**
 * Canvas's rules, as its sources have them (lti/ims/scores_controller). A score bears the time that
 * was sent, in milliseconds, and only an earlier one is refused: the same score sent twice counts
 * twice, as an attempt too. What is not graded yet empties the score that is there; a comment stays
 * until another comes. A teacher's result is a score as any other, and a later one of the tool takes
 * its place. Scores are scaled, but neither cut to the maximum nor changed with it.
 */
export const gradebookRules: GradebookRules = {
  isOlder: ({ timestamp }, { timeModified }) =>
    Math.round(timeModified * 1000) > parseTimestamp(timestamp),
  grade({ item, score, userId, current }) {
    const comment = score.comment ?? current?.comment;
    return {
      lineItemId: item.id,
      userId,
      score: hasScore(score) ? scaled(score, item.scoreMaximum) : undefined,
      ...(comment !== undefined && { comment }),
      timeModified: parseTimestamp(score.timestamp) / 1000,
      attempt: (current?.attempt ?? 0) + (score.newSubmission === true ? 1 : 0),
    };
  },
  regraded: ({ item, userId, score, current, now }) => ({
    attempt: 0,
    ...current,
    lineItemId: item.id,
    userId,
    score,
    timeModified: now.getTime() / 1000,
  }),
  cleared: (current, now) => ({
    ...current,
    score: undefined,
    timeModified: now.getTime() / 1000,
  }),
  rescaled: (score) => score,
};

/** NotReady, Failed and Pending make Canvas ignore the score that they come with. */
export function hasScore(score: Pick<IncomingScore, 'gradingProgress' | 'scoreGiven'>): boolean {
  return (
    score.scoreGiven !== undefined &&
    ['FullyGraded', 'PendingManual'].includes(score.gradingProgress)
  );
}

function scaled({ scoreGiven = 0, scoreMaximum = 0 }: IncomingScore, maximum: number): number {
  return scoreMaximum === 0 ? scoreGiven : (scoreGiven * maximum) / scoreMaximum;
}

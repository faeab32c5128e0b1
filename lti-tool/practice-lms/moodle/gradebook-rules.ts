import { parseTimestamp } from '../gradebook';
import type { Arrival, Grade, GradebookRules, IncomingScore } from '../gradebook';

/**
 * Moodle's rules, as recorded. A score must be later than the grade that is there, in whole seconds;
 * the grade of an activity bears the time of receipt, that of the tool's own column the time that was
 * sent. A score that is not final erases the grade; one without a comment erases the comment. Another
 * maximum keeps every percentage. Of a teacher's result in an activity a score changes nothing that
 * is seen, not even its time, though it is accepted (grade_item::update_raw_grade in its sources); in
 * the tool's own column it replaces it as any other.
 */
export const gradebookRules: GradebookRules = {
  isOlder: (score, current) => current.timeModified >= sentAt(score),
  grade({ item, score, userId, current, now }) {
    const value = valueOf({ item, score });
    if (current?.overridden) return { ...current, toolScore: value };
    if (value === undefined) return undefined;
    return {
      lineItemId: item.id,
      userId,
      score: value,
      ...(score.comment !== undefined && { comment: score.comment }),
      timeModified: item.kind === 'activity' ? seconds(now.getTime()) : sentAt(score),
    };
  },
  regraded({ item, userId, score, current, now }) {
    const { comment } = current ?? {};
    return {
      lineItemId: item.id,
      userId,
      score: rounded(score),
      ...(comment !== undefined && { comment }),
      timeModified: seconds(now.getTime()),
      ...(item.kind === 'activity' && {
        overridden: true,
        toolScore: current?.overridden ? current.toolScore : current?.score,
      }),
    };
  },
  cleared({ toolScore: score, ...current }, now) {
    if (score === undefined) return undefined;
    return { ...current, score, overridden: false, timeModified: seconds(now.getTime()) };
  },
  rescaled: (score, factor) => rounded(score * factor),
};

function valueOf({ item, score }: Pick<Arrival, 'item' | 'score'>): Grade['score'] {
  if (score.scoreGiven === undefined || score.gradingProgress !== 'FullyGraded') return undefined;
  const scaled = (score.scoreGiven * item.scoreMaximum) / (score.scoreMaximum ?? 1);
  return rounded(Math.min(Math.max(scaled, 0), item.scoreMaximum));
}

/** Moodle keeps five decimals. */
function rounded(score: number): number {
  return Math.round(score * 1e5) / 1e5;
}

function sentAt({ timestamp }: IncomingScore): number {
  return seconds(parseTimestamp(timestamp));
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

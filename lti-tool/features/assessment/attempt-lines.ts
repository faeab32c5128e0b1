import type { Assessment } from '../../content/programme';
import type { Attempt } from '../../domain/attempt';
import { attemptPath } from '../../web/paths';
import { type Moment, moment } from '../../web/view';

/** One submitted attempt in a list; `current` marks the one that the page shows. */
export interface AttemptLine {
  readonly href: string;
  readonly label: string;
  readonly score: string;
  readonly submitted: Moment;
  readonly current: boolean;
}

/** The submitted attempts, newest first. @param shown number of the attempt that the page shows. */
export function attemptLines(
  assessment: Assessment,
  attempts: readonly Attempt[],
  shown: number | undefined,
): AttemptLine[] {
  return attempts
    .flatMap(({ number, submittedAt, scoreGiven = 0, scoreMaximum = assessment.items.length }) =>
      submittedAt ? [{ number, submittedAt, score: `${scoreGiven} of ${scoreMaximum} right` }] : [],
    )
    .sort((a, b) => b.number - a.number)
    .map(({ number, submittedAt, score }) => ({
      href: attemptPath(assessment.id, number),
      label: `Attempt ${number}`,
      score,
      submitted: moment(submittedAt),
      current: number === shown,
    }));
}

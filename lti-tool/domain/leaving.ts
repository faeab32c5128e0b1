import type { Enrolment } from './enrolment';
import { replaceWhere, startOver } from './score-list';
import { without } from './without';

/** Why the scores of somebody who left are parked. */
export const LEFT =
  'The person is not in the course in the platform any more. The score is sent should they return.';

/** The platform does not list this person any more: what waits is parked, and nothing is lost. */
export function left(enrolment: Enrolment, now: Date): Enrolment {
  const gone = enrolment.leftAt ? enrolment : { ...enrolment, leftAt: now };
  return replaceWhere(
    gone,
    ({ state }) => state === 'waiting',
    (held) => ({ ...held, state: 'parked', reason: LEFT }),
  );
}

/** The person is in the course (again): parked scores are due at once. */
export function returned(enrolment: Enrolment, now: Date): Enrolment {
  const here = enrolment.leftAt ? without(enrolment, 'leftAt') : enrolment;
  return replaceWhere(
    here,
    ({ state }) => state === 'parked',
    (held) => startOver(held, now),
  );
}

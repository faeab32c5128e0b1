import { ServiceError } from '../port';
import type { PlatformAnswer } from './http';

/** HTTP status → why, for a facilitator. */
const REASONS: Readonly<Record<number, string>> = {
  401: 'The platform has not granted this service to the tool.',
  403: 'The platform does not let this tool use this gradebook column.',
  412: 'The platform does not let this tool use this gradebook column.',
  422: 'The platform takes no score for this person here. The activity may be hidden, or the course may be over.',
};

/**
 * What a status in the four hundreds says about a call for a gradebook column. Nothing of the answer
 * is repeated: Moodle echoes our request in it.
 */
export function columnRefusal({ status }: PlatformAnswer): ServiceError {
  if (status === 404 || status === 410) {
    const reason = 'The platform does not have this gradebook column any more.';
    return new ServiceError('column-gone', reason);
  }
  const reason = REASONS[status] ?? `The platform did not accept this (status ${status}).`;
  return new ServiceError('refused', reason);
}

/** The same for a call to a context's list of line items, or to add one. */
export function containerRefusal({ status }: PlatformAnswer): ServiceError {
  const reason =
    status === 404 || status === 410
      ? 'The platform does not have the gradebook of this course any more.'
      : `The platform does not let this tool find or add a gradebook column (status ${status}).`;
  return new ServiceError('refused', reason);
}

/** The same for a score (AGS 2.0 §3.4), whose person may be what is amiss. */
export function scoreRefusal(answer: PlatformAnswer): ServiceError {
  if (answer.status === 409) {
    return new ServiceError('conflict', 'The platform holds a newer score of this person.');
  }
  if (isAboutThePerson(answer)) {
    const reason =
      'The platform takes no score for this person, who may have left the course or may hold a role without scores there.';
    return new ServiceError('not-a-member', reason);
  }
  return columnRefusal(answer);
}

/** For example "User not found in course", "student 5 is not enrolled". */
const NOBODY =
  /\b(user|student|learner|member)\b[^.<>]{0,60}\b(not|unknown|no longer|does(n't| not) exist)\b/i;

/** Moodle says nothing but 400; others say whom they miss. */
function isAboutThePerson({ status, text }: PlatformAnswer): boolean {
  return status === 400 || ((status === 404 || status === 422) && NOBODY.test(text));
}

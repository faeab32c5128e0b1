import type { AddedActivity, Course } from '../course';
import type { Person } from '../people';
import type { ContentResponse } from './response';

/** Content that a tool has sent back, until the facilitator adds it. */
export interface Selection {
  readonly courseId: string;
  /** Of the person who chose it. */
  readonly userId: string;
  readonly activities: readonly Omit<AddedActivity, 'id'>[];
}

/** What came back from a content chooser, checked. */
export interface Returned {
  readonly person: Person;
  readonly course: Course;
  readonly activities: Selection['activities'];
  readonly response: Pick<ContentResponse, 'message' | 'error'> | undefined;
  /** Titles of items that the platform does not take, each with its reason. */
  readonly rejected: readonly string[];
}

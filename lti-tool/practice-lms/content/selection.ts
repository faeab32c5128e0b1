import type { AddedActivity } from '../course';

/** Content that a tool has sent back, until the facilitator adds it. */
export interface Selection {
  readonly courseId: string;
  /** Of the person who chose it. */
  readonly userId: string;
  readonly activities: readonly Omit<AddedActivity, 'id'>[];
}

import type { Scores } from '../../lti/port';
import type { ContextRecords } from '../../store/repositories/context-records';
import type { Enrolments } from '../../store/repositories/enrolments';

/** What both halves of a delivery need: the line item, and the score for it. */
export interface DeliveryDependencies {
  readonly enrolments: Pick<Enrolments, 'get'>;
  readonly contextRecords: Pick<ContextRecords, 'find' | 'change'>;
  readonly scores: Scores;
  readonly now: () => Date;
  /** Names this process among those that share the store; never used again by a later one. */
  readonly owner: string;
}

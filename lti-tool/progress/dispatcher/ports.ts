import type { ContextRecord } from '../../domain/context-record';
import type { Enrolment } from '../../domain/enrolment';
import type { Scores } from '../../lti/port';

/** The enrolments, as far as the dispatcher touches them. */
export interface EnrolmentQueue {
  get(id: string): Promise<Enrolment | undefined>;
  /** Compare-and-set of one enrolment; `undefined` writes nothing. */
  change(
    id: string,
    next: (current: Enrolment) => Enrolment | undefined,
  ): Promise<Enrolment | undefined>;
  /** Those whose `nextScoreAt` is `before` or earlier, longest due first. */
  withScoresDue(before: Date, limit: number): Promise<readonly Enrolment[]>;
}

export type ContextKey = Pick<ContextRecord, 'registrationId' | 'deploymentId' | 'contextId'>;

/** The context records, as far as the dispatcher touches them. */
export interface ContextDirectory {
  find(key: ContextKey): Promise<ContextRecord | undefined>;
  /** Compare-and-set of one record; `undefined` writes nothing. */
  change(
    key: ContextKey,
    next: (current: ContextRecord | undefined) => ContextRecord | undefined,
  ): Promise<ContextRecord | undefined>;
}

/** What both halves of a delivery need: the line item, and the score for it. */
export interface DeliveryDependencies {
  readonly enrolments: Pick<EnrolmentQueue, 'get'>;
  readonly contextRecords: ContextDirectory;
  readonly scores: Scores;
  readonly now: () => Date;
  /** Names this process among those that share the store; never used again by a later one. */
  readonly owner: string;
}

/**
 * The ledger: what happened, in the order of its entries' times. Entries are never changed or
 * removed; a correction is a newer entry. `key` makes an entry idempotent: the same thing recorded
 * twice is one entry.
 */
interface EntryBase {
  /** Idempotency key, unique within one ledger. */
  readonly key: string;
  readonly at: Date;
}

/** One page (1-based) of a reading was opened. */
export interface PageOpened extends EntryBase {
  readonly kind: 'page-opened';
  readonly activityId: string;
  readonly page: number;
}

/** "I have read this" was ticked; `pages` is how many pages the reading had at that moment. */
export interface ReadingConfirmed extends EntryBase {
  readonly kind: 'reading-confirmed';
  readonly activityId: string;
  readonly pages: number;
}

/** An attempt with every item answered was submitted. */
export interface AssessmentSubmitted extends EntryBase {
  readonly kind: 'assessment-submitted';
  readonly activityId: string;
  readonly attemptId: string;
  readonly scoreGiven: number;
  readonly scoreMaximum: number;
}

/** A facilitator recorded whether the person attended. The newest record counts. */
export interface AttendanceRecorded extends EntryBase {
  readonly kind: 'attendance-recorded';
  readonly activityId: string;
  readonly present: boolean;
  /** Enrolment id of the author. */
  readonly by: string;
  /** Required when an earlier record is corrected. */
  readonly reason?: string;
}

/** A facilitator recorded whether the person took active part. The newest record counts. */
export interface ParticipationRecorded extends EntryBase {
  readonly kind: 'participation-recorded';
  readonly activityId: string;
  readonly active: boolean;
  readonly by: string;
  readonly reason?: string;
}

export type LedgerEntry =
  PageOpened | ReadingConfirmed | AssessmentSubmitted | AttendanceRecorded | ParticipationRecorded;

/** Time first, key second: the one order in which entries are read, whatever order they came in. */
export function inOrder(entries: readonly LedgerEntry[]): LedgerEntry[] {
  return [...entries].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );
}

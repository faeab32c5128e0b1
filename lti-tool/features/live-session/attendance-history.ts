import {
  type AttendanceRecorded,
  inOrder,
  type LedgerEntry,
  type ParticipationRecorded,
} from '../../domain/ledger';
import { type Moment, moment, personName } from '../../web/view';

/** One record of attendance, as the roster tells it. */
export interface HistoryLine {
  readonly text: string;
  readonly at: Moment;
  readonly by: string;
  readonly reason: string | null;
}

/**
 * Every record of one person in one session, newest first. Attendance and participation that were
 * recorded together are one line.
 * @param nameOf the author of a record, by enrolment id.
 */
export function historyOf(
  ledger: readonly LedgerEntry[],
  sessionId: string,
  nameOf: (enrolmentId: string) => string | undefined,
): HistoryLine[] {
  const records = inOrder(ledger).filter(
    (entry): entry is AttendanceRecorded | ParticipationRecorded =>
      entry.activityId === sessionId &&
      (entry.kind === 'attendance-recorded' || entry.kind === 'participation-recorded'),
  );
  const together = new Map<string, (AttendanceRecorded | ParticipationRecorded)[]>();
  for (const record of records) {
    const key = `${record.at.getTime()} ${record.by}`;
    together.set(key, [...(together.get(key) ?? []), record]);
  }
  return [...together.values()].reverse().flatMap((entries) => {
    const [first] = entries;
    if (!first) return [];
    return [
      {
        text: entries.map(recordInWords).join(', '),
        at: moment(first.at),
        by: personName(nameOf(first.by), first.by),
        reason: first.reason ?? null,
      },
    ];
  });
}

function recordInWords(entry: AttendanceRecorded | ParticipationRecorded): string {
  if (entry.kind === 'attendance-recorded') return entry.present ? 'present' : 'absent';
  return entry.active ? 'active' : 'not active';
}

import type { LiveSession } from '../../content/programme';
import { isSameContext } from '../../domain/context-key';
import type { Enrolment } from '../../domain/enrolment';
import {
  type AttendanceRecorded,
  inOrder,
  type LedgerEntry,
  type ParticipationRecorded,
} from '../../domain/ledger';
import { isStaff } from '../../domain/role';
import { AppError } from '../../errors';
import type { Progress } from '../../progress/progress';
import type { Enrolments } from '../../store/repositories/enrolments';

/** What a facilitator says of one participant in one live session. */
export interface AttendanceRecord {
  readonly enrolmentId: string;
  /** Active participation implies presence. */
  readonly standing: Standing;
  /** Required when an earlier record is corrected. */
  readonly reason: string;
}

export type Standing = 'active' | 'present' | 'absent';

export type RecordOutcome =
  | { readonly kind: 'saved'; readonly changed: number }
  /** These corrections need a reason and were not recorded. */
  | { readonly kind: 'reasons-missing'; readonly enrolmentIds: readonly string[] };

export interface LiveSessionService {
  /** The context's participants, by name, then by the platform's id for them. */
  participants(author: Enrolment): Promise<Enrolment[]>;
  /** Names of those who recorded attendance in this session, by enrolment id. */
  authors(participants: readonly Enrolment[], session: LiveSession): Promise<Map<string, string>>;
  /**
   * Records all or, when a correction has no reason, nothing. Whom another facilitator recorded
   * otherwise at the same moment is left out, and needs a reason too.
   */
  record(
    author: Enrolment,
    session: LiveSession,
    records: readonly AttendanceRecord[],
  ): Promise<RecordOutcome>;
}

export interface LiveSessionDependencies {
  readonly enrolments: Pick<Enrolments, 'get' | 'inContext'>;
  readonly progress: Progress;
  readonly newId: () => string;
  readonly now: () => Date;
}

type Recorded = AttendanceRecorded | ParticipationRecorded;

export function createLiveSessionService(
  dependencies: LiveSessionDependencies,
): LiveSessionService {
  const { enrolments, progress, newId, now } = dependencies;

  async function participantOf(author: Enrolment, enrolmentId: string): Promise<Enrolment> {
    const enrolment = await enrolments.get(enrolmentId);
    if (!enrolment || !isSameContext(enrolment, author) || isStaff(enrolment.role)) {
      throw notAParticipant();
    }
    return enrolment;
  }

  /** What a record adds; undefined when it corrects an earlier one and says no reason. */
  function entriesFor(
    author: Enrolment,
    session: LiveSession,
    { ledger }: Enrolment,
    record: AttendanceRecord,
  ): Recorded[] | undefined {
    const { attendance, participation } = newestRecords(ledger, session.id);
    const before = Math.max(attendance?.at.getTime() ?? 0, participation?.at.getTime() ?? 0);
    const base = {
      activityId: session.id,
      by: author.id,
      // A correction is newer than what it corrects, even where the clocks of processes differ.
      at: new Date(Math.max(now().getTime(), before + 1)),
      ...(record.reason && { reason: record.reason }),
    };
    const present = record.standing !== 'absent';
    const active = record.standing === 'active';
    const entries: Recorded[] = [];
    if (attendance?.present !== present) {
      const key = `attendance-recorded:${session.id}:${newId()}`;
      entries.push({ kind: 'attendance-recorded', key, present, ...base });
    }
    if (participation?.active !== active) {
      const key = `participation-recorded:${session.id}:${newId()}`;
      entries.push({ kind: 'participation-recorded', key, active, ...base });
    }
    return attendance && entries.length > 0 && !record.reason ? undefined : entries;
  }

  return {
    async participants(author) {
      const found: Enrolment[] = [];
      for await (const enrolment of enrolments.inContext(author)) {
        if (!isStaff(enrolment.role)) found.push(enrolment);
      }
      const label = ({ name, subject }: Enrolment): string => name ?? subject;
      return found.sort((a, b) => label(a).localeCompare(label(b), 'en'));
    },
    async authors(participants, session) {
      const ids = new Set(
        participants
          .flatMap(({ ledger }) => ledger)
          .flatMap((entry) => (entry.activityId === session.id && 'by' in entry ? entry.by : [])),
      );
      const names = new Map<string, string>();
      for (const id of ids) {
        const name = (await enrolments.get(id))?.name;
        if (name) names.set(id, name);
      }
      return names;
    },
    async record(author, session, records) {
      const changes: AttendanceRecord[] = [];
      const unexplained: string[] = [];
      for (const record of records) {
        const participant = await participantOf(author, record.enrolmentId);
        const entries = entriesFor(author, session, participant, record);
        if (!entries) unexplained.push(record.enrolmentId);
        else if (entries.length > 0) changes.push(record);
      }
      if (unexplained.length > 0) return { kind: 'reasons-missing', enrolmentIds: unexplained };
      for (const record of changes) {
        // Decided again in the write itself: another facilitator may have recorded meanwhile.
        await progress.record(record.enrolmentId, (current) => {
          const entries = entriesFor(author, session, current, record);
          if (!entries) unexplained.push(record.enrolmentId);
          return entries ?? [];
        });
      }
      return unexplained.length > 0
        ? { kind: 'reasons-missing', enrolmentIds: unexplained }
        : { kind: 'saved', changed: changes.length };
    },
  };
}

/** The records that count now: the newest of each kind. */
export function newestRecords(
  ledger: readonly LedgerEntry[],
  sessionId: string,
): { attendance?: AttendanceRecorded; participation?: ParticipationRecorded } {
  const own = inOrder(ledger).filter(({ activityId }) => activityId === sessionId);
  const attendance = own.findLast((entry) => entry.kind === 'attendance-recorded');
  const participation = own.findLast((entry) => entry.kind === 'participation-recorded');
  return { ...(attendance && { attendance }), ...(participation && { participation }) };
}

function notAParticipant(): AppError {
  return new AppError({
    id: 'not-allowed',
    status: 403,
    userMessage: {
      title: 'That person is not a participant of this course',
      whatToDo: 'Reload the page, and record the people who are listed there.',
    },
  });
}

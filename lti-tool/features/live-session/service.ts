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
  /** Nothing was recorded: these corrections need a reason. */
  | { readonly kind: 'reasons-missing'; readonly enrolmentIds: readonly string[] };

export interface LiveSessionService {
  /** The context's participants, by name, then by the platform's id for them. */
  participants(author: Enrolment): Promise<Enrolment[]>;
  /** Names of those who recorded attendance in this session, by enrolment id. */
  authors(participants: readonly Enrolment[], session: LiveSession): Promise<Map<string, string>>;
  /** Records all or, when a correction has no reason, nothing. */
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

  function entriesFor(
    author: Enrolment,
    session: LiveSession,
    participant: Enrolment,
    record: AttendanceRecord,
  ): Recorded[] {
    const base = {
      activityId: session.id,
      by: author.id,
      at: now(),
      ...(record.reason && { reason: record.reason }),
    };
    const present = record.standing !== 'absent';
    const active = record.standing === 'active';
    const before = newestRecords(participant.ledger, session.id);
    const entries: Recorded[] = [];
    if (before.attendance?.present !== present) {
      const key = `attendance-recorded:${session.id}:${newId()}`;
      entries.push({ kind: 'attendance-recorded', key, present, ...base });
    }
    if (before.participation?.active !== active) {
      const key = `participation-recorded:${session.id}:${newId()}`;
      entries.push({ kind: 'participation-recorded', key, active, ...base });
    }
    return entries;
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
      const changes: { participant: Enrolment; entries: Recorded[] }[] = [];
      const unexplained: string[] = [];
      for (const record of records) {
        const participant = await participantOf(author, record.enrolmentId);
        const entries = entriesFor(author, session, participant, record);
        if (entries.length === 0) continue;
        const { attendance } = newestRecords(participant.ledger, session.id);
        if (attendance && !record.reason) unexplained.push(record.enrolmentId);
        changes.push({ participant, entries });
      }
      if (unexplained.length > 0) return { kind: 'reasons-missing', enrolmentIds: unexplained };
      for (const { participant, entries } of changes) {
        await progress.record(participant.id, entries);
      }
      return { kind: 'saved', changed: changes.length };
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
      title: 'That person is no participant of this course',
      whatToDo: 'Reload the page, and record the people who are listed there.',
    },
  });
}

import type { LiveSession } from '../../content/programme';
import { contextKeyOf, isSameContext } from '../../domain/context-key';
import type { Enrolment } from '../../domain/enrolment';
import {
  type AttendanceRecorded,
  inOrder,
  type LedgerEntry,
  type ParticipationRecorded,
} from '../../domain/ledger';
import { memberId, type Person, peopleOf } from '../../domain/people';
import { isStaff } from '../../domain/role';
import type { RosterMember } from '../../domain/roster';
import { AppError } from '../../errors';
import type { Progress } from '../../progress/progress';
import { collect } from '../../store/repositories/collect';
import type { Enrolments } from '../../store/repositories/enrolments';
import type { Rosters } from '../../store/repositories/rosters';

/** What a facilitator says of one participant in one live session. */
export interface AttendanceRecord {
  /** An enrolment's id, or that of a person whom only the platform lists. */
  readonly personId: string;
  /** Active participation implies presence. */
  readonly standing: Standing;
  /** Required when an earlier record is corrected. */
  readonly reason: string;
}

export type Standing = 'active' | 'present' | 'absent';

export type RecordOutcome =
  | { readonly kind: 'saved'; readonly changed: number }
  /** These corrections need a reason and were not recorded. */
  | { readonly kind: 'reasons-missing'; readonly personIds: readonly string[] };

export interface LiveSessionService {
  /** The context's participants, launched or not, by name, then by the platform's id for them. */
  participants(author: Enrolment): Promise<Person[]>;
  /** Names of those who recorded attendance in this session, by enrolment id. */
  authors(participants: readonly Person[], session: LiveSession): Promise<Map<string, string>>;
  /**
   * Records all or, when a correction has no reason, nothing. Who has not launched yet is enrolled
   * with their first record. Whom another facilitator recorded
   * otherwise at the same moment is left out, and needs a reason too.
   */
  record(
    author: Enrolment,
    session: LiveSession,
    records: readonly AttendanceRecord[],
  ): Promise<RecordOutcome>;
}

export interface LiveSessionDependencies {
  readonly enrolments: Pick<Enrolments, 'get' | 'find' | 'enrolListed' | 'inContext'>;
  readonly rosters: Pick<Rosters, 'find'>;
  readonly progress: Progress;
  readonly newId: () => string;
  readonly now: () => Date;
}

type Recorded = AttendanceRecorded | ParticipationRecorded;

export function createLiveSessionService(
  dependencies: LiveSessionDependencies,
): LiveSessionService {
  const { enrolments, rosters, progress, newId, now } = dependencies;

  /** Whom a record is about: enrolled already, or to be enrolled with it. */
  async function participantOf(
    author: Enrolment,
    personId: string,
    listed: ReadonlyMap<string, RosterMember>,
  ): Promise<Enrolment | RosterMember> {
    const member = listed.get(personId);
    const enrolment = member
      ? await enrolments.find({ ...contextKeyOf(author), subject: member.subject })
      : await enrolments.get(personId);
    const participant = enrolment ?? member;
    const isElsewhere = enrolment && !isSameContext(enrolment, author);
    if (!participant || isElsewhere || isStaff(participant.role)) throw notAParticipant();
    return participant;
  }

  async function enrolmentIdOf(
    author: Enrolment,
    participant: Enrolment | RosterMember,
  ): Promise<string> {
    if ('id' in participant) return participant.id;
    const fields = { ...contextKeyOf(author), ...participant };
    return (await enrolments.enrolListed(fields, now())).id;
  }

  async function listedIn(author: Enrolment): Promise<Map<string, RosterMember>> {
    const { members = [] } = (await rosters.find(author)) ?? {};
    return new Map(members.map((member) => [memberId(member.subject), member]));
  }

  /** What a record adds; undefined when it corrects an earlier one and says no reason. */
  function entriesFor(
    author: Enrolment,
    session: LiveSession,
    ledger: readonly LedgerEntry[],
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
      const people = peopleOf(
        await collect(enrolments.inContext(author)),
        await rosters.find(author),
      );
      return people.filter(({ role }) => !isStaff(role));
    },
    async authors(participants, session) {
      const ids = new Set(
        participants
          .flatMap(({ enrolment }) => enrolment?.ledger ?? [])
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
      const listed = await listedIn(author);
      const changes: { record: AttendanceRecord; participant: Enrolment | RosterMember }[] = [];
      const unexplained: string[] = [];
      for (const record of records) {
        const participant = await participantOf(author, record.personId, listed);
        const ledger = 'ledger' in participant ? participant.ledger : [];
        const entries = entriesFor(author, session, ledger, record);
        if (!entries) unexplained.push(record.personId);
        else if (entries.length > 0) changes.push({ record, participant });
      }
      if (unexplained.length > 0) return { kind: 'reasons-missing', personIds: unexplained };
      for (const { record, participant } of changes) {
        // Decided again in the write itself: another facilitator may have recorded meanwhile.
        await progress.record(await enrolmentIdOf(author, participant), (current) => {
          const entries = entriesFor(author, session, current.ledger, record);
          if (!entries) unexplained.push(record.personId);
          return entries ?? [];
        });
      }
      return unexplained.length > 0
        ? { kind: 'reasons-missing', personIds: unexplained }
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

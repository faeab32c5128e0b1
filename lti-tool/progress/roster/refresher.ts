import { type ContextKey, contextKeyOf } from '../../domain/context-key';
import type { ContextRecord } from '../../domain/context-record';
import type { Enrolment } from '../../domain/enrolment';
import { asListed, membersAfter, type Roster } from '../../domain/roster';
import { type Member, type Memberships, ServiceError } from '../../lti/port';
import type { ContextRecords } from '../../store/repositories/context-records';
import type { Enrolments } from '../../store/repositories/enrolments';
import type { Rosters } from '../../store/repositories/rosters';

export interface RosterRefresher {
  /**
   * Asks a context's platform for its list of people, keeps it, and takes over what it says of those
   * who are enrolled here. When the platform fails, the list from before is kept with the reason.
   * Calls at once for one context share one refresh.
   */
  refresh(key: ContextKey): Promise<void>;
  /** Refreshes every context whose day has passed, one after the other, once between processes. */
  refreshDue(): Promise<void>;
  /** Ends `refreshDue` after the context that is under way. */
  stop(): Promise<void>;
}

export interface RosterRefresherDependencies {
  readonly contextRecords: ContextRecords;
  readonly enrolments: Pick<Enrolments, 'change' | 'inContext'>;
  readonly rosters: Rosters;
  readonly memberships: Memberships;
  /** Called when parked scores may have become due. */
  readonly scoresDue: () => void;
  /** Marks a certificate as due, or not due any more, in the write that changes a person. */
  readonly marked: (enrolment: Enrolment) => Enrolment;
  readonly now: () => Date;
  /** pino's logger, as far as it is used here. */
  readonly logger: { warn(fields: object, message: string): void };
}

const DAY_MS = 86_400_000;
/** After a failure, and for a process that died: the next try. */
const RETRY_MS = 3_600_000;

/** A course has a teacher at least; to believe this would park everyone's scores. */
const NOBODY = 'The platform listed nobody at all.';

export function createRosterRefresher(dependencies: RosterRefresherDependencies): RosterRefresher {
  const { contextRecords, enrolments, rosters, now, scoresDue, logger } = dependencies;
  const underway = new Map<string, Promise<void>>();
  let isStopping = false;
  let round: Promise<void> | undefined;

  async function read(key: ContextKey): Promise<void> {
    const record = await contextRecords.find(key);
    if (record?.membershipsUrl === undefined) return;
    const asked = now();
    try {
      const listed = await listOf(record, record.membershipsUrl, dependencies.memberships);
      const roster = await keep(key, listed);
      await takeOver(roster, asked);
      await dueIn(DAY_MS, key);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const { registrationId } = key;
      logger.warn({ registrationId, reason: error.reason }, 'the list of people was not given');
      await note(key, error.reason);
      await dueIn(RETRY_MS, key);
    }
  }

  async function keep(key: ContextKey, listed: readonly Member[]): Promise<Roster> {
    if (listed.length === 0) throw new ServiceError('retry', NOBODY);
    const roster = await rosters.change(key, (current) => ({
      ...contextKeyOf(key),
      members: membersAfter(current?.members ?? [], listed, now()),
      refreshedAt: now(),
      triedAt: now(),
    }));
    if (!roster) throw new Error('a roster that was written is there');
    return roster;
  }

  /** The list from before stays; only why there is no newer one is noted. */
  async function note(key: ContextKey, failure: string): Promise<void> {
    await rosters.change(key, (current) => ({
      ...contextKeyOf(key),
      members: [],
      ...current,
      triedAt: now(),
      failure,
    }));
  }

  async function takeOver(roster: Roster, asked: Date): Promise<void> {
    const members = new Map(roster.members.map((member) => [member.subject, member]));
    for await (const enrolment of enrolments.inContext(roster)) {
      const told = { asked, now: now() };
      const member = members.get(enrolment.subject);
      if (asListed(enrolment, member, told) === enrolment) continue;
      await enrolments.change(enrolment.id, (current) => {
        const next = asListed(current, member, told);
        return next === current ? current : dependencies.marked(next);
      });
    }
    scoresDue();
  }

  async function dueIn(ms: number, key: ContextKey): Promise<void> {
    const rosterDueAt = new Date(now().getTime() + ms);
    await contextRecords.change(key, (current) => current && { ...current, rosterDueAt });
  }

  /** Puts the next try off before this one begins, so that no other process begins it too. */
  async function claim(key: ContextKey): Promise<boolean> {
    let isMine = false as boolean;
    await contextRecords.change(key, (current) => {
      isMine = current !== undefined && isDue(current, now());
      const rosterDueAt = new Date(now().getTime() + RETRY_MS);
      return isMine && current ? { ...current, rosterDueAt } : undefined;
    });
    return isMine;
  }

  async function refreshAllDue(): Promise<void> {
    for await (const record of contextRecords.all()) {
      if (isStopping) return;
      if (isDue(record, now()) && (await claim(record))) await refresh(record);
    }
  }

  async function refresh(key: ContextKey): Promise<void> {
    const name = JSON.stringify(contextKeyOf(key));
    const request =
      underway.get(name) ??
      read(key).finally(() => {
        underway.delete(name);
      });
    underway.set(name, request);
    return request;
  }

  return {
    refresh,
    refreshDue() {
      round ??= refreshAllDue().finally(() => {
        round = undefined;
      });
      return round;
    },
    async stop() {
      isStopping = true;
      await Promise.allSettled([round, ...underway.values()]);
    },
  };
}

function isDue({ membershipsUrl, rosterDueAt }: ContextRecord, now: Date): boolean {
  return membershipsUrl !== undefined && (rosterDueAt === undefined || rosterDueAt <= now);
}

/**
 * The context's people. Moodle tells names that a teacher may share or not only together with a
 * resource link, and lists only its people then: it is asked so for the names alone.
 */
async function listOf(
  { registrationId, resourceLinkId: rlid }: ContextRecord,
  url: string,
  memberships: Memberships,
): Promise<readonly Member[]> {
  const listed = await memberships.list(registrationId, url);
  if (rlid === undefined || listed.some(({ name }) => name !== undefined)) return listed;
  const named = await memberships.list(registrationId, url, { rlid }).catch(withoutNames);
  const names = new Map(named.flatMap(({ userId, name }) => (name ? [[userId, name]] : [])));
  return listed.map((member) => {
    const name = names.get(member.userId);
    return name === undefined ? member : { ...member, name };
  });
}

/** The link may be gone meanwhile; the list is complete all the same. */
function withoutNames(error: unknown): readonly Member[] {
  if (error instanceof ServiceError) return [];
  throw error;
}

import type { Enrolment } from '../../domain/enrolment';
import { type Person, peopleOf } from '../../domain/people';
import type { Roster } from '../../domain/roster';
import type { RosterRefresher } from '../../progress/roster/refresher';
import type { ContextRecords } from '../../store/repositories/context-records';
import { collect } from '../../store/repositories/collect';
import type { Enrolments } from '../../store/repositories/enrolments';
import type { Rosters } from '../../store/repositories/rosters';

/** The people of a context, and where the platform's list of them stands. */
export interface People {
  readonly people: readonly Person[];
  readonly roster: Roster | undefined;
  /** Whether the platform offers its list to this tool. */
  readonly isOffered: boolean;
}

/**
 * refreshed: the list is new. failed: the platform did not give it; the roster says why. running: it
 * takes long, and goes on. recent: it was asked for just now. unavailable: the platform offers none.
 */
export type RefreshOutcome = 'refreshed' | 'failed' | 'running' | 'recent' | 'unavailable';

export interface RosterService {
  people(facilitator: Enrolment): Promise<People>;
  refresh(facilitator: Enrolment): Promise<RefreshOutcome>;
}

export interface RosterServiceDependencies {
  readonly enrolments: Pick<Enrolments, 'inContext'>;
  readonly contextRecords: Pick<ContextRecords, 'find'>;
  readonly rosters: Pick<Rosters, 'find'>;
  readonly refresher: Pick<RosterRefresher, 'refresh'>;
  /** Resolves when a person has waited long enough for a page, or when `signal` is aborted. */
  readonly patience: (signal: AbortSignal) => Promise<void>;
  readonly now: () => Date;
}

/** Nobody's list changes faster, and platforms are not to be asked at every press of a button. */
const RECENT_MS = 30_000;

export function createRosterService(dependencies: RosterServiceDependencies): RosterService {
  const { enrolments, contextRecords, rosters, refresher, patience, now } = dependencies;

  async function isOffered(facilitator: Enrolment): Promise<boolean> {
    return (await contextRecords.find(facilitator))?.membershipsUrl !== undefined;
  }

  return {
    async people(facilitator) {
      const roster = await rosters.find(facilitator);
      const enrolled = await collect(enrolments.inContext(facilitator));
      return {
        people: peopleOf(enrolled, roster),
        roster,
        isOffered: await isOffered(facilitator),
      };
    },

    async refresh(facilitator) {
      if (!(await isOffered(facilitator))) return 'unavailable';
      const before = await rosters.find(facilitator);
      if (before && now().getTime() - before.triedAt.getTime() < RECENT_MS) return 'recent';
      const waiting = new AbortController();
      const isDone = await Promise.race([
        refresher.refresh(facilitator).then(() => true),
        patience(waiting.signal).then(() => false),
      ]);
      waiting.abort();
      if (!isDone) return 'running';
      return (await rosters.find(facilitator))?.failure === undefined ? 'refreshed' : 'failed';
    },
  };
}

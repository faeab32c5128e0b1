import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { PlatformServices } from './compose-services';
import { createRosterService, type RosterService } from './features/roster/service';
import {
  createRosterRefresher,
  type RosterRefresher,
  type RosterRefresherDependencies,
} from './progress/roster/refresher';
import type { Repositories } from './store/repositories';

export interface RosterDependencies {
  readonly repositories: Repositories;
  readonly services: Pick<PlatformServices, 'memberships'>;
  readonly scoresDue: () => void;
  readonly marked: RosterRefresherDependencies['marked'];
  readonly now: () => Date;
  readonly logger: Logger;
}

/** The lists of people: read on demand, and every day by a timer that `close` ends. */
export interface RosterParts {
  readonly refresher: RosterRefresher;
  readonly service: RosterService;
  close(): Promise<void>;
}

/** Lists whose day has passed are looked for this often. */
const LOOK_MS = 10 * 60 * 1000;
/** A person waits no longer for a page; a list that takes more goes on being read. */
const PATIENCE_MS = 8_000;

export function composeRoster(dependencies: RosterDependencies): RosterParts {
  const { repositories, services, scoresDue, marked, now, logger } = dependencies;
  const { contextRecords, enrolments, rosters } = repositories;
  const { memberships } = services;
  const refresher = createRosterRefresher({
    contextRecords,
    enrolments,
    rosters,
    memberships,
    scoresDue,
    marked,
    now,
    logger,
  });
  const timer = setInterval(() => {
    refresher.refreshDue().catch((error: unknown) => {
      logger.error({ err: error }, 'lists of people could not be refreshed; tried again later');
    });
  }, LOOK_MS);
  timer.unref();
  return {
    refresher,
    service: createRosterService({
      enrolments,
      contextRecords,
      rosters,
      refresher,
      patience: (signal) => wait(PATIENCE_MS, undefined, { signal }).catch(() => undefined),
      now,
    }),
    async close() {
      clearInterval(timer);
      await refresher.stop();
    },
  };
}

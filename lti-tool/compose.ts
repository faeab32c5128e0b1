import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Express } from 'express';
import type { Logger } from 'pino';
import { createApp } from './app';
import { composeEditions } from './compose-editions';
import { composeFeatures } from './compose-features';
import { composeIssuing } from './compose-issuing';
import { composeLaunch } from './compose-launch';
import { composeCredentialKeys, composePrinting } from './compose-printing';
import { composePlatformServices, type PlatformServices } from './compose-services';
import { composeRegistering } from './compose-registration';
import { composeRoster } from './compose-roster';
import type { Config } from './config';
import { loadProgrammes } from './content/load';
import type { Programme } from './content/programme';
import type { LaunchSession } from './domain/launch-session';
import { healthRoutes } from './features/health/routes';
import { createFrameAncestors } from './lti/frame-ancestors';
import type { Invitations } from './lti/port';
import type { RegistrationService } from './lti/registrations';
import { createRegistry } from './lti/registry';
import { createSeal } from './lti/seal';
import { createDispatcher, type Dispatcher } from './progress/dispatcher/dispatcher';
import { createErasing, type Erasing } from './progress/erasing';
import { createClaims } from './progress/issuing/claims';
import type { Issuer } from './progress/issuing/issuer';
import { createProgress } from './progress/progress';
import type { RosterRefresher } from './progress/roster/refresher';
import { PROJECT_FOLDER } from './project-folder';
import type { Store } from './store/collection';
import { openEmbeddedStore } from './store/embedded/store';
import { openMongoStore } from './store/mongo/store';
import { newId } from './store/new-id';
import { createRepositories, type Repositories } from './store/repositories';
import { loadAssets } from './web/assets';
import { pageShower } from './web/pages';
import { activityPath, CERTIFICATE, PROGRESS } from './web/paths';
import { sessionCookie } from './web/session-cookie';
import { loadTemplates } from './web/templates';
import { requireVisit } from './web/visit';

/** The composed tool; nothing listens and nothing is sent until main.ts starts it. */
export interface Tool {
  readonly app: Express;
  readonly programme: Programme;
  readonly registrations: RegistrationService;
  readonly dispatcher: Dispatcher;
  readonly rosters: RosterRefresher;
  readonly issuer: Issuer;
  /** Releases the store. Comes last. */
  close(): Promise<void>;
}

export interface ComposeOptions {
  readonly logger: Logger;
  readonly now?: () => Date;
}

/**
 * Wires the whole tool.
 * @throws ContentError when course-content/ has a problem.
 */
export async function composeTool(config: Config, options: ComposeOptions): Promise<Tool> {
  const { logger, now = () => new Date() } = options;
  const { baseUrl } = config;
  const programmes = loadProgrammes(path.join(PROJECT_FOLDER, 'course-content'), {
    edition: config.edition,
  });
  const { usual: programme } = programmes;
  const store = await openStore(config, now);
  const repositories = createRepositories(store);
  const seal = createSeal(config.secretKey, config.previousSecretKey);
  const { contextRecords } = repositories;
  const editions = await composeEditions({ programmes, contextRecords, now, logger });

  const services = composePlatformServices({ config, repositories, seal, now });
  const dispatcher = composeDispatcher({ repositories, services, now, logger });
  const scoresDue = (): void => {
    dispatcher.wake();
  };
  const certificatesDue = (): void => {
    issuing.issuer.wake();
  };
  const progress = createProgress({
    enrolments: repositories.enrolments,
    decisionsOf: (context) => editions.decisionsOf(context),
    certificatesDue,
    now,
    scoresEarned: scoresDue,
  });

  const claims = createClaims({
    enrolments: repositories.enrolments,
    completionOf: (enrolment) => progress.completionOf(enrolment),
    releaseOf: (context) => editions.decisionsOf(context).certificateRelease,
    certificatesDue,
    now,
  });
  const printing = await composePrinting({ config, repositories, seal, now }, programmes);
  const issuing = composeIssuing({
    config,
    programmeOf: (context) => editions.programmeOf(context),
    repositories,
    progress,
    claims,
    printer: printing.printer,
    now,
    logger,
  });

  const assets = loadAssets(path.join(PROJECT_FOLDER, 'views', 'assets'));
  const templates = loadTemplates(path.join(PROJECT_FOLDER, 'views'), assets, {
    evaluation: config.mode === 'evaluation',
  });
  const cookie = sessionCookie(baseUrl);
  const findSession = sessionsOfActivePlatforms(repositories, now);
  const launch = composeLaunch({
    config,
    repositories,
    templates,
    logger,
    cookie,
    findSession,
    isActivity: (id) => programme.activities.has(id) || TOOL_ACTIVITIES.has(activityPath(id)),
    isEditionOpen: (context) => editions.isOpen(context),
    scoresDue,
    marked: claims.marked,
    now,
  });

  const { marked } = claims;
  const roster = composeRoster({ repositories, services, scoresDue, marked, now, logger });
  const registering = composeRegistering(config, { repositories, seal, now });
  const features = composeFeatures({
    config,
    programmes,
    editions,
    repositories,
    progress,
    scoresDue,
    registering,
    connectionCheck: services.connectionCheck,
    deepLinking: services.deepLinking,
    roster: roster.service,
    printing,
    issuing,
    logger,
    icon: readFileSync(path.join(PROJECT_FOLDER, 'views', 'assets', 'mark.svg')),
    now,
    show: pageShower(templates),
    requireVisit: requireVisit({
      cookie,
      findSession,
      findEnrolment: repositories.enrolments.get,
    }),
  });
  const app = createApp({
    baseUrl,
    trustedProxies: config.trustedProxies,
    logger,
    assets,
    templates,
    health: healthRoutes(() => store.ping(), logger),
    frameAncestors: createFrameAncestors(repositories.registrations, now),
    ...launch,
    features,
  });
  const { registrations } = registering;
  const sweeper = startSweeper(() => Promise.all([store.sweep(), registrations.sweep()]), logger);
  return {
    app,
    programme,
    registrations,
    dispatcher,
    rosters: roster.refresher,
    issuer: issuing.issuer,
    async close() {
      clearInterval(sweeper);
      editions.close();
      await printing.close();
      await roster.close();
      await store.close();
    },
  };
}

/** What the administration commands need, on the configured store. */
interface Administration {
  readonly registrations: RegistrationService;
  readonly invitations: Invitations;
  readonly erasing: Erasing;
  close(): Promise<void>;
}

export async function openAdministration(config: Config): Promise<Administration> {
  const now = (): Date => new Date();
  const store = await openStore(config, now);
  const dependencies = {
    repositories: createRepositories(store),
    seal: createSeal(config.secretKey, config.previousSecretKey),
    now,
  };
  const { registrations, invitations } = composeRegistering(config, dependencies);
  const credentialKeys = composeCredentialKeys({ config, ...dependencies });
  const reseal = async (): Promise<number> =>
    (await registrations.reseal()) + (await credentialKeys.reseal());
  return {
    registrations: { ...registrations, reseal },
    invitations,
    erasing: createErasing(dependencies.repositories),
    close: () => store.close(),
  };
}

/** Activities that belong to no module and no live day. */
const TOOL_ACTIVITIES: ReadonlySet<string> = new Set([PROGRESS, CERTIFICATE]);

/** What expired and keys that retired are removed this often; they count as gone before. */
const SWEEP_MILLISECONDS = 10 * 60 * 1000;

/** Whoever switches a platform off ends its people's visits too, within the registry's seconds. */
function sessionsOfActivePlatforms(
  repositories: Repositories,
  now: () => Date,
): (id: string) => Promise<LaunchSession | undefined> {
  const registry = createRegistry(repositories, now);
  return async (id) => {
    const session = await repositories.launchSessions.get(id);
    const registration = session && (await registry.get(session.registrationId));
    return registration?.active ? session : undefined;
  };
}

function composeDispatcher({
  repositories: { enrolments, contextRecords },
  services,
  now,
  logger,
}: {
  readonly repositories: Repositories;
  readonly services: PlatformServices;
  readonly now: () => Date;
  readonly logger: Logger;
}): Dispatcher {
  return createDispatcher({
    enrolments,
    contextRecords,
    scores: services.scores,
    now,
    random: Math.random,
    owner: newId(),
    logger,
  });
}

async function openStore(config: Config, now: () => Date): Promise<Store> {
  if (config.mongoUri) return openMongoStore({ uri: config.mongoUri, now });
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  return openEmbeddedStore({ file: path.join(config.dataFolder, 'training.sqlite'), now });
}

function startSweeper(sweep: () => Promise<unknown>, logger: Logger): NodeJS.Timeout {
  const timer = setInterval(() => {
    sweep().catch((error: unknown) => {
      logger.error({ err: error }, 'expired documents could not be removed; tried again later');
    });
  }, SWEEP_MILLISECONDS);
  return timer.unref();
}

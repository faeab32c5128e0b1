import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Config } from './config';
import { launchPages } from './features/launch/pages';
import { onLaunch, onRepeat } from './features/launch/on-launch';
import { createLaunchService, type LaunchDependencies } from './features/launch/service';
import { createLti } from './lti/lti';
import type { Repositories } from './store/repositories';
import { errorPage } from './web/error-page';
import { createPageTokens } from './web/page-tokens';
import { onwardShower, readPageVisits } from './web/page-visits';
import type { SessionCookie } from './web/session-cookie';
import type { Templates } from './web/templates';
import type { VisitDependencies } from './web/visit';

export interface LaunchComposition extends Pick<
  LaunchDependencies,
  'isActivity' | 'isEditionOpen' | 'scoresDue' | 'marked' | 'now'
> {
  readonly config: Config;
  readonly repositories: Repositories;
  readonly templates: Templates;
  readonly logger: Logger;
  readonly cookie: SessionCookie;
  readonly findSession: VisitDependencies['findSession'];
}

/** Logins, launches, and the visits that begin with them, with and without cookies. */
export function composeLaunch(given: LaunchComposition): {
  readonly lti: RequestHandler;
  /** Comes before every route of a visit. */
  readonly pageVisits: readonly RequestHandler[];
} {
  const { config, repositories, templates, cookie, now } = given;
  const { isActivity, isEditionOpen, scoresDue, marked } = given;
  const { baseUrl, allowPrivatePlatforms } = config;
  const answerError = errorPage(templates, given.logger);
  const pageTokens = createPageTokens(config.secretKey, now);
  const showOnward = onwardShower(templates);
  const service = createLaunchService({
    baseUrl,
    isActivity,
    isEditionOpen,
    ...repositories,
    scoresDue,
    marked,
    now,
  });
  const { router } = createLti({
    baseUrl,
    repositories,
    now,
    randomBytes,
    allowPrivatePlatforms,
    secureCookies: baseUrl.startsWith('https:'),
    pages: launchPages(templates),
    onLaunch: onLaunch({ service, cookie, pageTokens, showOnward }),
    onRepeat: onRepeat(cookie, given.findSession),
    onError: (error, req, res) => {
      answerError(error, req, res, () => undefined);
    },
  });
  return { lti: router, pageVisits: readPageVisits(pageTokens, showOnward) };
}

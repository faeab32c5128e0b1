import express, { type Express, type RequestHandler, type Router } from 'express';
import type { Logger } from 'pino';
import type { Assets } from './web/assets';
import { errorPage } from './web/error-page';
import { notFound } from './web/not-found';
import { requestLog } from './web/request-log';
import { securityHeaders } from './web/security-headers';
import type { Templates } from './web/templates';

export interface AppDependencies {
  readonly baseUrl: string;
  readonly trustedProxies: number;
  readonly logger: Logger;
  readonly assets: Assets;
  readonly templates: Templates;
  /** Health checks, ahead of everything that asks the store. */
  readonly health: Router;
  /** Origins that may frame our pages. */
  readonly frameAncestors: () => Promise<readonly string[]>;
  /** Mounted at /lti: logins, launches and keys, behind the launch guard. It knows no more there. */
  readonly lti: RequestHandler;
  /** Find the session in forms of people whose browser keeps no cookie. */
  readonly pageVisits: readonly RequestHandler[];
  /** Routers of the features; each knows its own paths. */
  readonly features: readonly Router[];
}

/** The Express app: what every request passes, in order. */
export function createApp(dependencies: AppDependencies): Express {
  const { baseUrl, logger, assets, templates } = dependencies;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', dependencies.trustedProxies);
  app.set('query parser', 'simple');
  app.use(requestLog(logger));
  app.use(dependencies.health);
  app.use(securityHeaders(baseUrl, dependencies.frameAncestors));
  app.use(assets.router);
  app.use('/lti', dependencies.lti);
  app.use(...dependencies.pageVisits);
  for (const feature of dependencies.features) app.use(feature);
  app.use(notFound);
  app.use(errorPage(templates, logger));
  return app;
}

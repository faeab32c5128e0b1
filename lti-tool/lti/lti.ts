import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';

import { AppError } from '../errors';
import { createLaunch, type LaunchDeps } from './launch';
import type { LaunchPages } from './launch-pages';
import { createLogin } from './login';
import { createLtijs } from './ltijs/library';
import { createPlatformKeys } from './platform-keys';
import { bodyTooLarge, methodNotAllowed, requestInvalid } from './refusals';
import { createRegistry } from './registry';
import type { LtiRepositories } from './repositories';
import type { PrivatePlatforms } from './services/addresses';
import { createPlatformHttp } from './services/http';

export interface LtiDeps {
  /** Origin of this tool as browsers and platforms see it, without a trailing slash. */
  readonly baseUrl: string;
  readonly repositories: LtiRepositories;
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
  readonly allowPrivatePlatforms: PrivatePlatforms;
  /** Whether browsers reach this tool over https. */
  readonly secureCookies: boolean;
  /** Milliseconds for fetching a platform's keys; 5,000 unless told. */
  readonly platformTimeoutMs?: number;
  readonly pages: LaunchPages;
  readonly onLaunch: LaunchDeps['onLaunch'];
  readonly onRepeat: LaunchDeps['onRepeat'];
  /** Answers a refusal or fault. */
  readonly onError: (error: unknown, request: Request, response: Response) => void;
}

/** A launch is about 5 kB in Moodle; some platforms send several times as much. */
const LONGEST_BODY = '256kb';
const MOST_FIELDS = 50;
const LARGEST_KEY_SET = 262_144;

/**
 * Logins, launches and keys: everything that platforms call here.
 * @returns a router to be mounted at `/lti` of an Express 5 app; what else is below `/lti` passes it.
 */
export function createLti(deps: LtiDeps): { readonly router: Router } {
  const { repositories, now } = deps;
  const http = createPlatformHttp({
    allowPrivatePlatforms: deps.allowPrivatePlatforms,
    timeoutMs: deps.platformTimeoutMs ?? 5000,
    maxBytes: LARGEST_KEY_SET,
  });
  const registry = createRegistry(repositories, now);
  const platformKeys = createPlatformKeys(http, now);
  const ltijs = createLtijs(registry);
  const { loginAttempts } = repositories;

  const router = express.Router();
  const parse = express.urlencoded({
    extended: false,
    limit: LONGEST_BODY,
    parameterLimit: MOST_FIELDS,
  });
  const login = createLogin({ ...deps, loginAttempts, registry, ltijs });
  const launch = createLaunch({ ...deps, loginAttempts, registry, platformKeys, ltijs });
  router.route('/login').all(neverKept).get(login).post(parse, login).all(refuseMethod);
  router.route('/launch').all(neverKept).get(explainLaunch).post(parse, launch).all(refuseMethod);
  router
    .route('/keys')
    .get(async (_request, response) => {
      response
        .set('Cache-Control', 'public, max-age=300')
        .type('json')
        .send(await ltijs.keySet());
    })
    .all(refuseMethod);
  router.use(answerErrors(deps.onError));
  return { router };
}

/** Logins and launches hold one-time values. */
const neverKept: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

/** Moodle itself GETs an activity's address when a teacher saves it: that is no error. */
const explainLaunch: RequestHandler = (_request, response) => {
  response
    .type('text/plain')
    .send('This training is opened from a course in the learning platform.\n');
};

const refuseMethod: RequestHandler = (request) => {
  throw methodNotAllowed(`${request.method} is not offered here`);
};

function answerErrors(onError: LtiDeps['onError']): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) next(error);
    else onError(toAppError(error), request, response);
  };
}

/** The body parser's own errors (http-errors) carry a status; what they say is not for people. */
function toAppError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const status: unknown = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413) return bodyTooLarge('The body is too large', error);
  const fromRequest = typeof status === 'number' && status >= 400 && status < 500;
  return fromRequest ? requestInvalid('The body could not be read', error) : error;
}

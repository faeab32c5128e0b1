import { randomBytes } from 'node:crypto';

import express, { type Express } from 'express';
import request, { type Test } from 'supertest';

import type { Registration } from '../../../lti-tool/domain/registration';
import { AppError } from '../../../lti-tool/errors';
import type { LaunchPages } from '../../../lti-tool/lti/launch-pages';
import { createLti, type LtiDeps } from '../../../lti-tool/lti/lti';
import type { DeepLinkingLaunch, Launch } from '../../../lti-tool/lti/port';
import type { LtiRepositories } from '../../../lti-tool/lti/repositories';
import { memoryRepositories } from './memory-repositories';
import { CLAIM, type Claims, LEARNER, type TestPlatform } from './test-platform';

export const BASE_URL = 'https://tool.example';
export const TARGET = `${BASE_URL}/activities/live-1-2`;

export interface TestTool {
  readonly app: Express;
  readonly repositories: LtiRepositories;
  /** Accepted launches, oldest first. */
  readonly launches: readonly Launch[];
  /** Accepted Deep Linking requests, oldest first. */
  readonly requests: readonly DeepLinkingLaunch[];
  /** Errors answered, oldest first. */
  readonly errors: readonly unknown[];
}

/** The pages between login and launch as JSON: the name of the page, and what it was given. */
const PAGES: LaunchPages = {
  keepInStorage: (response, page) => {
    response.json({ page: 'keep-in-storage', ...page });
  },
  readFromStorage: (response, page) => {
    response.json({ page: 'read-from-storage', ...page });
  },
  openInNewTab: (response, page) => {
    response.json({ page: 'new-tab', ...page });
  },
};

/** The router under test in an Express 5 app whose error page is JSON. */
export function startTool(deps: Partial<LtiDeps> = {}): TestTool {
  const launches: Launch[] = [];
  const requests: DeepLinkingLaunch[] = [];
  const errors: unknown[] = [];
  const repositories = deps.repositories ?? memoryRepositories();
  const { router } = createLti({
    baseUrl: BASE_URL,
    repositories,
    now: () => new Date(),
    randomBytes,
    allowPrivatePlatforms: true,
    secureCookies: true,
    onLaunch: (launch, _request, response) => {
      if (launch.messageType === 'LtiDeepLinkingRequest') requests.push(launch);
      else launches.push(launch);
      response.redirect(303, '/activity');
      return Promise.resolve();
    },
    onRepeat: () => Promise.resolve(false),
    pages: PAGES,
    onError: (error, _request, response) => {
      errors.push(error);
      if (error instanceof AppError) {
        const { id, status, userMessage } = error;
        response.status(status).json({ id, ...userMessage });
      } else response.status(500).json({ id: 'internal' });
    },
    ...deps,
  });
  const app = express();
  app.use('/lti', router);
  return { app, repositories, launches, requests, errors };
}

export async function register(
  { repositories }: TestTool,
  { issuer, jwksUrl }: Pick<Registration, 'issuer' | 'jwksUrl'>,
  fields: Partial<Registration> = {},
): Promise<Registration> {
  return repositories.registrations.add({
    id: 'registration-1',
    issuer,
    clientId: 'client-1',
    name: 'Test platform',
    authUrl: `${issuer}/auth`,
    tokenUrl: `${issuer}/token`,
    jwksUrl,
    deployments: ['deployment-1'],
    active: true,
    createdAt: new Date(),
    ...fields,
  });
}

export interface BegunLogin {
  readonly state: string;
  readonly nonce: string;
  /** The Cookie header with which the browser answers. */
  readonly cookie: string;
  readonly setCookie: string;
  readonly location: URL;
}

/** What browsers tell of a page in a window or tab of its own (Fetch Metadata). */
export const WINDOW = { 'Sec-Fetch-Dest': 'document' };

/** Begins a login at the tool as a platform's browser would, in a window of its own. */
export async function beginLogin(
  { app }: TestTool,
  parameters: Readonly<Record<string, string>>,
): Promise<BegunLogin> {
  const response = await request(app)
    .post('/lti/login')
    .set(WINDOW)
    .type('form')
    .send({ login_hint: 'person-1', target_link_uri: TARGET, ...parameters });
  if (response.status !== 302)
    throw new Error(`Login answered ${response.status}: ${response.text}`);
  const location = new URL(response.headers['location'] ?? '');
  const setCookie = response.get('Set-Cookie')?.at(-1) ?? '';
  return {
    state: location.searchParams.get('state') ?? '',
    nonce: location.searchParams.get('nonce') ?? '',
    cookie: setCookie.split(';')[0] ?? '',
    setCookie,
    location,
  };
}

/** The claims of a launch that answers this login and is right in everything. */
export function launchClaims(platform: TestPlatform, login: BegunLogin): Claims {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: platform.issuer,
    aud: 'client-1',
    sub: 'person-1',
    iat: now,
    exp: now + 60,
    nonce: login.nonce,
    [`${CLAIM}message_type`]: 'LtiResourceLinkRequest',
    [`${CLAIM}version`]: '1.3.0',
    [`${CLAIM}deployment_id`]: 'deployment-1',
    [`${CLAIM}target_link_uri`]: TARGET,
    [`${CLAIM}resource_link`]: { id: 'link-1' },
    [`${CLAIM}context`]: { id: 'context-1' },
    [`${CLAIM}roles`]: [LEARNER],
  };
}

/** Posts a launch as the browser of that login; `cookie` may be that of another, or none. */
export function postLaunch(
  { app }: TestTool,
  login: Pick<BegunLogin, 'state' | 'cookie'>,
  idToken: string,
): Test {
  const post = request(app).post('/lti/launch').type('form');
  if (login.cookie !== '') post.set('Cookie', login.cookie);
  return post.send({ id_token: idToken, state: login.state });
}

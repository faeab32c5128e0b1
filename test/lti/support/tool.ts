import { randomBytes } from 'node:crypto';

import express, { type Express } from 'express';
import request from 'supertest';

import type { Registration } from '../../../lti-tool/domain/registration';
import { AppError } from '../../../lti-tool/errors';
import { createLti, type LtiDeps } from '../../../lti-tool/lti/lti';
import type { Launch } from '../../../lti-tool/lti/port';
import type { LtiRepositories } from '../../../lti-tool/lti/repositories';
import { memoryRepositories } from './memory-repositories';

export const BASE_URL = 'https://tool.example';
export const TARGET = `${BASE_URL}/activities/live-1-2`;

export interface TestTool {
  readonly app: Express;
  readonly repositories: LtiRepositories;
  /** Accepted launches, oldest first. */
  readonly launches: readonly Launch[];
  /** Errors answered, oldest first. */
  readonly errors: readonly unknown[];
}

/** The router under test in an Express 5 app whose error page is JSON. */
export function startTool(deps: Partial<LtiDeps> = {}): TestTool {
  const launches: Launch[] = [];
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
      launches.push(launch);
      response.redirect(303, '/activity');
      return Promise.resolve();
    },
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
  return { app, repositories, launches, errors };
}

export async function register(
  { repositories }: TestTool,
  fields: Partial<Registration> & Pick<Registration, 'issuer' | 'jwksUrl'>,
): Promise<Registration> {
  return repositories.registrations.add({
    id: 'registration-1',
    clientId: 'client-1',
    name: 'Test platform',
    authUrl: `${fields.issuer}/auth`,
    tokenUrl: `${fields.issuer}/token`,
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

/** Begins a login at the tool as a platform's browser would. */
export async function beginLogin(
  { app }: TestTool,
  parameters: Readonly<Record<string, string>>,
): Promise<BegunLogin> {
  const response = await request(app)
    .post('/lti/login')
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

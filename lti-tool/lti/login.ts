import type { Request, Response } from 'express';

import type { Registration } from '../domain/registration';
import { createBrowserCookies, storageKey } from './guard/browser';
import { type Keeper, keeperFor, PROBED } from './guard/keeper';
import {
  checkTargetIsOurs,
  findRegistration,
  type LoginRequest,
  readLoginRequest,
} from './guard/login-request';
import { LOGIN_LIFETIME } from './guard/time';
import { sha256 } from './hash';
import type { Initiation, LaunchPages } from './launch-pages';
import type { Ltijs } from './ltijs/library';
import type { Registry } from './registry';
import type { LtiRepositories } from './repositories';

export interface LoginDeps {
  /** Origin of this tool. */
  readonly baseUrl: string;
  readonly loginAttempts: LtiRepositories['loginAttempts'];
  readonly registry: Registry;
  readonly ltijs: Pick<Ltijs, 'authenticationRequest'>;
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
  readonly secureCookies: boolean;
  readonly pages: Pick<LaunchPages, 'keepInStorage' | 'openInNewTab'>;
}

/**
 * `/lti/login` (LTI 1.3 Core §5.1.1, OIDC third-party initiated login): remembers the login under
 * a fresh state, binds it to this browser, and redirects to the platform. A redirect, because a
 * form post would lose Moodle's session cookie.
 */
export function createLogin(deps: LoginDeps) {
  const cookies = createBrowserCookies(deps.secureCookies);
  /** 256 bits. */
  const unguessable = () => deps.randomBytes(32).toString('base64url');

  return async (request: Request, response: Response): Promise<void> => {
    const login = readLoginRequest(request.method === 'POST' ? request.body : request.query);
    const registration = await findRegistration(deps.registry, login);
    checkTargetIsOurs(login.target_link_uri, deps.baseUrl);

    const keeper = keeperFor(request, login, deps.secureCookies);
    if (keeper === 'unknown') tryCookies(request, login, response);
    else if (keeper === 'nobody') {
      deps.pages.openInNewTab(response, { initiation: initiationOf(login) });
    } else await begin(keeper, login, registration, request, response);
  };

  /** Sends the same login here once more: with a cookie, if this browser keeps it. */
  function tryCookies(request: Request, login: LoginRequest, response: Response): void {
    const query = request.method === 'POST' ? {} : initiationOf(login);
    const again = new URLSearchParams({ ...query, [PROBED]: '1' });
    response.cookie(cookies.name(PROBED), '1', cookies.options);
    response.status(307).location(`${deps.baseUrl}/lti/login?${again.toString()}`).end();
  }

  async function begin(
    keeper: Exclude<Keeper, 'unknown' | 'nobody'>,
    login: LoginRequest,
    registration: Registration,
    request: Request,
    response: Response,
  ): Promise<void> {
    const [state, nonce, browser] = [unguessable(), unguessable(), unguessable()];
    const parameters = await deps.ltijs.authenticationRequest({
      registration,
      redirectUri: `${deps.baseUrl}/lti/launch`,
      loginHint: login.login_hint,
      messageHint: login.lti_message_hint,
      deploymentId: login.lti_deployment_id,
    });
    // ltijs keeps neither its state nor its nonce in a way that a launch could be held against.
    parameters.set('state', state);
    parameters.set('nonce', nonce);

    const target = keeper === 'storage' ? login.lti_storage_target : undefined;
    const id = sha256(state);
    await deps.loginAttempts.begin({
      id,
      registrationId: registration.id,
      nonce,
      targetLinkUri: login.target_link_uri,
      ...(login.lti_deployment_id !== undefined && { deploymentId: login.lti_deployment_id }),
      ...(target !== undefined && { storageTarget: target }),
      browserHash: sha256(browser),
      expiresAt: new Date(deps.now().getTime() + LOGIN_LIFETIME * 1000),
    });

    for (const name of cookies.surplus(request.headers.cookie)) {
      response.clearCookie(name, cookies.options);
    }
    response.cookie(cookies.name(id), browser, cookies.options);
    const next = withParameters(registration.authUrl, parameters);
    if (target === undefined) response.status(302).location(next).end();
    else {
      deps.pages.keepInStorage(response, {
        origin: new URL(registration.authUrl).origin,
        target,
        key: storageKey(id),
        value: browser,
        next,
        initiation: initiationOf(login),
      });
    }
  }
}

/** Without the storage: it is what failed when a login is sent again. */
function initiationOf(login: LoginRequest): Initiation {
  const sent = Object.entries({ ...login, lti_storage_target: undefined });
  return Object.fromEntries(
    sent.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Keeps the query that some platforms' authentication URLs have. */
function withParameters(authUrl: string, parameters: URLSearchParams): string {
  const url = new URL(authUrl);
  for (const [name, value] of parameters) url.searchParams.set(name, value);
  return url.href;
}

import type { Request, Response } from 'express';

import { createBrowserCookies } from './guard/browser';
import { checkTargetIsOurs, findRegistration, readLoginRequest } from './guard/login-request';
import { LOGIN_LIFETIME } from './guard/time';
import { sha256 } from './hash';
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

    const id = sha256(state);
    await deps.loginAttempts.begin({
      id,
      registrationId: registration.id,
      nonce,
      targetLinkUri: login.target_link_uri,
      ...(login.lti_deployment_id !== undefined && { deploymentId: login.lti_deployment_id }),
      browserHash: sha256(browser),
      expiresAt: new Date(deps.now().getTime() + LOGIN_LIFETIME * 1000),
    });

    for (const name of cookies.surplus(request.headers.cookie)) {
      response.clearCookie(name, cookies.options);
    }
    response.cookie(cookies.name(id), browser, cookies.options);
    response.status(302).location(withParameters(registration.authUrl, parameters)).end();
  };
}

/** Keeps the query that some platforms' authentication URLs have. */
function withParameters(authUrl: string, parameters: URLSearchParams): string {
  const url = new URL(authUrl);
  for (const [name, value] of parameters) url.searchParams.set(name, value);
  return url.href;
}

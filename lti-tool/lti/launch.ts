import type { Request, Response } from 'express';

import type { LoginAttempt } from '../domain/login-attempt';
import type { Registration } from '../domain/registration';
import {
  checkAudience,
  checkDeployment,
  checkIssuer,
  checkLoginWaits,
  checkNonce,
  checkTarget,
} from './guard/binding';
import { checkBrowser, createBrowserCookies } from './guard/browser';
import { decodeIdToken, type UnverifiedToken } from './guard/id-token';
import { readLaunchForm } from './guard/launch-form';
import { checkActive } from './guard/login-request';
import { checkIssuedInThePast, checkIssuedRecently, checkNotExpired } from './guard/time';
import { sha256 } from './hash';
import { toLaunch } from './launch-claims';
import { type Ltijs, LtijsRefusal } from './ltijs/library';
import type { PlatformKeys } from './platform-keys';
import type { Launch } from './port';
import {
  launchInvalid,
  launchReplayed,
  messageTypeUnsupported,
  platformError,
  platformUnknown,
  subjectMissing,
} from './refusals';
import type { Registry } from './registry';
import type { LtiRepositories } from './repositories';

export interface LaunchDeps {
  readonly loginAttempts: LtiRepositories['loginAttempts'];
  readonly registry: Registry;
  readonly platformKeys: PlatformKeys;
  readonly ltijs: Pick<Ltijs, 'validate'>;
  readonly now: () => Date;
  readonly secureCookies: boolean;
  readonly onLaunch: (launch: Launch, request: Request, response: Response) => Promise<void>;
}

/** ltijs's codes for what a person can do something about. */
const EXPLAINED = new Map([
  ['NO_SUB_CLAIM', subjectMissing],
  ['NO_MESSAGE_TYPE_CLAIM', messageTypeUnsupported],
]);

/**
 * `POST /lti/launch` (LTI 1.3 Core §5.1.1.3 on): the guard binds the launch to its login, ltijs
 * checks signature and claims, and the claims become a Launch. Every step throws its AppError.
 */
export function createLaunch(deps: LaunchDeps) {
  const cookies = createBrowserCookies(deps.secureCookies);

  return async (request: Request, response: Response): Promise<void> => {
    const form = readLaunchForm(request.body);
    if ('error' in form) {
      if (form.state !== undefined) await deps.loginAttempts.consume(sha256(form.state));
      throw platformError(form.error);
    }
    const token = decodeIdToken(form.id_token);
    checkTimes(token, deps.now());

    // The cookie first: a login whose cookie did not come back is not used up.
    const attemptId = sha256(form.state);
    const browser = cookies.read(request.headers.cookie, attemptId);
    const attempt = await deps.loginAttempts.consume(attemptId);
    if (!attempt) throw launchReplayed('No login waits for this state');
    checkBrowser(browser, attempt);
    checkLoginWaits(attempt, deps.now());

    const registration = await deps.registry.get(attempt.registrationId);
    if (!registration) throw platformUnknown('The registration of the login is gone');
    checkActive(registration);
    checkBinding(token, registration, attempt);
    await checkSignature(token, form, registration);
    await deps.registry.learnDeployment(registration, token.binding.deploymentId);

    await deps.onLaunch(toLaunch(token.payload, registration), request, response);
  };

  async function checkSignature(
    { kid }: UnverifiedToken,
    form: { readonly id_token: string; readonly state: string },
    registration: Registration,
  ): Promise<void> {
    const key = await deps.platformKeys.find(registration.jwksUrl, kid);
    const { id_token: idToken, state } = form;
    try {
      await deps.ltijs.validate({ idToken, state, registration, key });
    } catch (error) {
      if (!(error instanceof LtijsRefusal)) throw error;
      const refusal = EXPLAINED.get(error.message) ?? launchInvalid;
      throw refusal(`ltijs: ${error.message}`);
    }
  }
}

function checkTimes({ binding }: UnverifiedToken, now: Date): void {
  checkNotExpired(binding, now);
  checkIssuedInThePast(binding, now);
  checkIssuedRecently(binding, now);
}

function checkBinding(
  { binding }: UnverifiedToken,
  registration: Registration,
  attempt: LoginAttempt,
): void {
  checkIssuer(binding, registration);
  checkAudience(binding, registration);
  checkNonce(binding, attempt);
  checkDeployment(binding, registration, attempt);
  checkTarget(binding, attempt);
}

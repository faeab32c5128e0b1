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
import { checkBrowser, createBrowserCookies, storageKey } from './guard/browser';
import { decodeIdToken, type UnverifiedToken } from './guard/id-token';
import { type LaunchForm, readLaunchForm } from './guard/launch-form';
import { checkActive } from './guard/login-request';
import { checkIssuedInThePast, checkIssuedRecently, checkNotExpired } from './guard/time';
import { sha256 } from './hash';
import { toLaunch } from './launch-claims';
import type { LaunchPages } from './launch-pages';
import { type Ltijs, LtijsRefusal } from './ltijs/library';
import type { PlatformKeys } from './platform-keys';
import type { DeepLinkingLaunch, Launch } from './port';
import {
  cookieMissing,
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
  readonly pages: Pick<LaunchPages, 'readFromStorage'>;
  /** Answers an accepted launch. */
  readonly onLaunch: (
    launch: Launch | DeepLinkingLaunch,
    request: Request,
    response: Response,
    binding: LaunchBinding,
  ) => Promise<void>;
  /**
   * Answers a launch that comes for the second time, where the browser shows that the first one
   * opened something here. @returns whether it did.
   */
  readonly onRepeat: (loginId: string, request: Request, response: Response) => Promise<boolean>;
}

/** How a launch was bound to the browser of its login. */
export interface LaunchBinding {
  /** Id of the login attempt. */
  readonly loginId: string;
  /** Whether the browser keeps cookies for us where it shows the activity. */
  readonly hasCookies: boolean;
}

type IdTokenForm = Exclude<LaunchForm, { error: string }>;

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

    // The browser's value first: a login for which it did not come back is not used up.
    const loginId = sha256(form.state);
    const cookie = cookies.read(request.headers.cookie, loginId);
    const browser = cookie ?? form.proof;
    if (!browser) {
      await findValue(form, loginId, request, response);
      return;
    }
    const attempt = await deps.loginAttempts.consume(loginId);
    if (!attempt) {
      if (await deps.onRepeat(loginId, request, response)) return;
      throw launchReplayed('No login waits for this state');
    }
    checkBrowser(browser, attempt);
    checkLoginWaits(attempt, deps.now());

    const registration = await deps.registry.get(attempt.registrationId);
    if (!registration) throw platformUnknown('The registration of the login is gone');
    checkActive(registration);
    checkBinding(token, registration, attempt);
    await checkSignature(token, form, registration);
    await deps.registry.learnDeployment(registration, token.binding.deploymentId);

    if (cookie !== undefined) response.clearCookie(cookies.name(loginId), cookies.options);
    await deps.onLaunch(toLaunch(token.payload, registration), request, response, {
      loginId,
      hasCookies: cookie !== undefined,
    });
  };

  /** OIDC Login with LTI Client Side postMessages 0.1 §4: the platform's storage instead of a cookie. */
  async function findValue(
    form: IdTokenForm,
    loginId: string,
    request: Request,
    response: Response,
  ): Promise<void> {
    const attempt = form.proof === undefined ? await deps.loginAttempts.find(loginId) : undefined;
    const registration = attempt && (await deps.registry.get(attempt.registrationId));
    if (attempt?.storageTarget === undefined || !registration) {
      if (await deps.onRepeat(loginId, request, response)) return;
      throw cookieMissing('The value of the login came back neither by cookie nor from storage');
    }
    deps.pages.readFromStorage(response, {
      origin: new URL(registration.authUrl).origin,
      target: attempt.storageTarget,
      key: storageKey(loginId),
      idToken: form.id_token,
      state: form.state,
    });
  }

  async function checkSignature(
    { kid }: UnverifiedToken,
    form: IdTokenForm,
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

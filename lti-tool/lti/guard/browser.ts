import { parseCookie } from 'cookie';
import type { CookieOptions } from 'express';

import type { LoginAttempt } from '../../domain/login-attempt';
import { sha256 } from '../hash';
import { browserMismatch } from '../refusals';
import { LOGIN_LIFETIME } from './time';

/** More logins at once than a page full of embedded activities makes. */
const MOST_COOKIES = 20;
const PREFIX = 'lti-login-';

/** The cookies that bind a launch to the browser of its login (OIDC Core §3.1.2.1, §15.5.2). */
export interface BrowserCookies {
  /** One cookie per login, so that several activities of one page can open at once. */
  name(attemptId: string): string;
  readonly options: CookieOptions;
  /** Names of cookies to clear, so that they cannot outgrow a request's header. */
  surplus(header: string | undefined): readonly string[];
  /** This browser's value for that login. */
  read(header: string | undefined, attemptId: string): string | undefined;
}

/** Name of this browser's value for a login in the storage of a platform. */
export function storageKey(attemptId: string): string {
  return PREFIX + attemptId.slice(0, 16);
}

/**
 * @param secure over https: the cookie must come back inside a cross-site frame, hence
 *   SameSite=None and Partitioned. On http (evaluation on localhost) browsers take neither.
 */
export function createBrowserCookies(secure: boolean): BrowserCookies {
  const prefix = secure ? `__Host-${PREFIX}` : PREFIX;
  const name = (attemptId: string) => prefix + attemptId.slice(0, 16);
  return {
    name,
    options: {
      httpOnly: true,
      path: '/',
      maxAge: LOGIN_LIFETIME * 1000,
      ...(secure ? { secure: true, sameSite: 'none', partitioned: true } : { sameSite: 'lax' }),
    },
    surplus(header) {
      const ours = Object.keys(parseCookie(header ?? '')).filter((key) => key.startsWith(prefix));
      return ours.length < MOST_COOKIES ? [] : ours;
    },
    read: (header, attemptId) => parseCookie(header ?? '')[name(attemptId)],
  };
}

/**
 * OIDC Core §3.1.2.1: the launch comes from the browser that began the login, so nobody can be made
 * to take part under another person's name.
 * @throws AppError launch-browser-mismatch.
 */
export function checkBrowser(value: string, attempt: LoginAttempt): void {
  if (sha256(value) !== attempt.browserHash)
    throw browserMismatch('Another browser began the login');
}

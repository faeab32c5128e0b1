import type { Request } from 'express';

import type { LoginRequest } from './login-request';

/**
 * Who keeps this browser's value from login to launch. `unknown`: whether cookies come back in this
 * frame must be tried, and before the platform is asked: Moodle and Canvas answer a login once.
 */
export type Keeper = 'cookie' | 'storage' | 'unknown' | 'nobody';

/** Mark, in the query, of a login that comes for the second time: a cookie would be here by now. */
export const PROBED = 'probed';

/**
 * Mark of a login that our own button sends from a tab of its own: older browsers (Safari before
 * 16.4) do not say with `Sec-Fetch-Dest` where they are, and would be offered a tab for ever.
 */
const IN_TAB = 'tab';

/** @param secure over https; on http (evaluation on localhost) platform and tool are one site. */
export function keeperFor(request: Request, login: LoginRequest, secure: boolean): Keeper {
  const cookiesComeBack = (request.headers.cookie ?? '') !== '';
  const destination = request.get('Sec-Fetch-Dest');
  const isInTab = destination === 'document' || IN_TAB in request.query;
  if (!secure || cookiesComeBack || isInTab) return 'cookie';
  if (PROBED in request.query) return 'nobody';
  return login.lti_storage_target === undefined ? 'unknown' : 'storage';
}

import type { Request } from 'express';

import type { LoginRequest } from './login-request';

/**
 * Who keeps this browser's value from login to launch. `unknown`: whether cookies come back in this
 * frame must be tried, and before the platform is asked: Moodle and Canvas answer a login once.
 */
export type Keeper = 'cookie' | 'storage' | 'unknown' | 'nobody';

/** Mark, in the query, of a login that comes for the second time: a cookie would be here by now. */
export const PROBED = 'probed';

/** @param secure over https; on http (evaluation on localhost) platform and tool are one site. */
export function keeperFor(request: Request, login: LoginRequest, secure: boolean): Keeper {
  const cookiesComeBack = (request.headers.cookie ?? '') !== '';
  const destination = request.get('Sec-Fetch-Dest');
  if (!secure || cookiesComeBack || destination === 'document') return 'cookie';
  if (PROBED in request.query) return 'nobody';
  if (login.lti_storage_target !== undefined) return 'storage';
  return destination === undefined ? 'cookie' : 'unknown';
}

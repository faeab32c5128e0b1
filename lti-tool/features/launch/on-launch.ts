import type { Request, Response } from 'express';
import type { Launch } from '../../lti/port';
import type { SessionCookie } from '../../web/session-cookie';
import type { LaunchService } from './service';

/** Answers an accepted launch: the session cookie, then a redirect to the activity. */
export function onLaunch(service: LaunchService, cookie: SessionCookie) {
  return async (launch: Launch, _req: Request, res: Response): Promise<void> => {
    const { sessionValue, expiresAt, path } = await service.begin(launch);
    cookie.write(res, sessionValue, expiresAt);
    res.status(303).set('Cache-Control', 'no-store').location(path).end();
  };
}

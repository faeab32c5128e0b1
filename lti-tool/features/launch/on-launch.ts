import type { Request, Response } from 'express';
import type { LaunchSession } from '../../domain/launch-session';
import type { DeepLinkingLaunch, Launch } from '../../lti/port';
import type { PageTokens } from '../../web/page-tokens';
import type { ShowOnward } from '../../web/page-visits';
import type { SessionCookie } from '../../web/session-cookie';
import { sessionKey } from '../../web/visit';
import { rememberOrigin } from '../../web/way-back';
import type { LaunchService } from './service';

export interface OnLaunchDependencies {
  readonly service: LaunchService;
  readonly cookie: SessionCookie;
  readonly pageTokens: PageTokens;
  readonly showOnward: ShowOnward;
}

/**
 * Answers an accepted launch. Where cookies came back: the session's cookie, then a redirect to the
 * activity. Where none did: the session begins in a page that goes on to the activity by itself.
 */
export function onLaunch({ service, cookie, pageTokens, showOnward }: OnLaunchDependencies) {
  return async (
    launch: Launch | DeepLinkingLaunch,
    _req: Request,
    res: Response,
    binding: { readonly loginId: string; readonly hasCookies: boolean },
  ): Promise<void> => {
    const { context, ...origin } = launch;
    rememberOrigin(res, { ...origin, ...(context.title && { contextTitle: context.title }) });
    const { sessionValue, session, path } = await service.begin(launch, binding.loginId);
    if (binding.hasCookies) {
      cookie.write(res, sessionValue, session.expiresAt);
      res.status(303).set('Cache-Control', 'no-store').location(path).end();
    } else showOnward(res, path, pageTokens.issue(session));
  };
}

/**
 * A double click or a reload sends a launch twice. The second one opens nothing by itself, but the
 * browser that holds the session of the first is shown what that one opened.
 */
export function onRepeat(
  cookie: SessionCookie,
  findSession: (id: string) => Promise<LaunchSession | undefined>,
) {
  return async (loginId: string, req: Request, res: Response): Promise<boolean> => {
    const value = cookie.read(req);
    const session = value === undefined ? undefined : await findSession(sessionKey(value));
    if (session?.loginId !== loginId || session.path === undefined) return false;
    res.status(303).set('Cache-Control', 'no-store').location(session.path).end();
    return true;
  };
}

import { parse } from 'cookie';
import type { Request, Response } from 'express';
import type { Person } from './people';
import type { Site } from './site';

/** Distinct from the tool's cookies: on localhost both share the host. */
const COOKIE = 'practice-lms-persona';

/** Who this browser is, if anybody. There is nothing to protect: a persona is only picked. */
export function signedIn(site: Site, req: Request): Person | undefined {
  return site.person(parse(req.headers.cookie ?? '')[COOKIE]);
}

/** Over https the cookie must come back inside a frame that the tool has navigated. */
export function signIn(site: Site, res: Response, person: Person): void {
  const secure = site.baseUrl.startsWith('https:');
  res.cookie(COOKIE, person.handle, {
    httpOnly: true,
    secure,
    sameSite: secure ? 'none' : 'lax',
  });
}

import { parse } from 'cookie';
import type { Request, Response } from 'express';

/** The cookie that holds a launch session's opaque id. */
export interface SessionCookie {
  read(req: Request): string | undefined;
  write(res: Response, value: string, expiresAt: Date): void;
}

/**
 * Over https the cookie works in a cross-site frame: `__Host-`, Secure, SameSite=None, Partitioned
 * (the only kind that Moodle's frame sent back). Plain http is evaluation on localhost only, where
 * platform and tool are one site.
 */
export function sessionCookie(baseUrl: string): SessionCookie {
  const secure = baseUrl.startsWith('https:');
  const name = secure ? '__Host-launch-session' : 'launch-session';
  return {
    read: (req) => parse(req.headers.cookie ?? '')[name],
    write(res, value, expiresAt) {
      res.cookie(name, value, {
        path: '/',
        httpOnly: true,
        expires: expiresAt,
        ...(secure
          ? { secure: true, sameSite: 'none', partitioned: true }
          : { secure: false, sameSite: 'lax' }),
      });
    },
  };
}

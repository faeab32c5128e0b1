import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { LaunchSession } from '../domain/launch-session';

/** Milliseconds for which a page may lie idle; every page and every answer brings a fresh token. */
const LIFETIME = 2 * 60 * 60 * 1000;

const FORMAT = /^(page\.([\w-]{1,64})\.(\d{13})\.[\w-]{12})\.([\w-]{43})$/;

/**
 * The session of a browser that keeps no cookie for us: a token that stands in each page and comes
 * back in the body of each form and fetch. It holds the session's id, which opens nothing alone, and
 * an end, under a MAC whose key is not in the store.
 */
export interface PageTokens {
  /** A fresh token: each looks different, so that compression gives nothing away. */
  issue(session: Pick<LaunchSession, 'id' | 'expiresAt'>): string;
  /** The session's id; undefined when the token is not ours, or too old. */
  read(token: string): string | undefined;
}

/** @param secretKey the tool's secret, from which the tokens get a key of their own. */
export function createPageTokens(secretKey: Buffer, now: () => Date): PageTokens {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'tokens of page sessions', 32));
  const mac = (claim: string): Buffer => createHmac('sha256', key).update(claim).digest();
  return {
    issue({ id, expiresAt }) {
      const until = Math.min(now().getTime() + LIFETIME, expiresAt.getTime());
      const claim = `page.${id}.${until}.${randomBytes(9).toString('base64url')}`;
      return `${claim}.${mac(claim).toString('base64url')}`;
    },
    read(token) {
      const [, claim = '', id, until, given = ''] = FORMAT.exec(token) ?? [];
      const isOurs = claim !== '' && timingSafeEqual(Buffer.from(given, 'base64url'), mac(claim));
      return isOurs && now().getTime() < Number(until) ? id : undefined;
    },
  };
}

/** Whether a form token claims to be one of a page session. */
export function looksLikePageToken(token: string | undefined): token is string {
  return token?.startsWith('page.') === true;
}

import { ServiceError } from '../port';
import type { PlatformAnswer } from './http';

/**
 * A line item's `/scores` or `/results` (AGS 2.0 §3.3, §3.4): at the end of the path, before a
 * query that the platform put there (Moodle: `?type_id=1`).
 */
export function subResource(lineItemUrl: string, name: 'scores' | 'results'): string {
  const url = parsed(lineItemUrl);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${name}`;
  return url.href;
}

/** The URL with parameters added; its own query stays as the platform wrote it. */
export function withQuery(base: string, parameters: Readonly<Record<string, string>>): string {
  const url = parsed(base);
  const added = new URLSearchParams(parameters).toString();
  url.search = url.search === '' ? added : `${url.search}&${added}`;
  return url.href;
}

/** The URL with those parameters that it lacks; what the platform put there stays as it is. */
export function withMissing(base: string, parameters: Readonly<Record<string, string>>): string {
  const { searchParams } = parsed(base);
  const missing = Object.entries(parameters).filter(([name]) => !searchParams.has(name));
  return missing.length === 0 ? base : withQuery(base, Object.fromEntries(missing));
}

/**
 * The next page by the `Link` header (RFC 8288), or undefined when there is none. Only the same
 * origin is asked, for the access token goes along; a platform behind a proxy that calls itself
 * http is asked over https as before. Moodle writes curly quotes and `&amp;`. The patterns exclude
 * their own start, so that a long header costs linear time.
 * @throws ServiceError `refused` when the next page is elsewhere: what was read is not all.
 */
export function nextPage(answer: PlatformAnswer, current: string): string | undefined {
  const header = [answer.headers['link'] ?? []].flat().join(', ');
  for (const [, target = '', parameters = ''] of header.matchAll(/<([^<>]*)>([^<]*)/g)) {
    if (!/\brel\s*=[^,;=]*\bnext\b/i.test(parameters)) continue;
    const href = target.replaceAll('&amp;', '&');
    if (!URL.canParse(href, current)) throw elsewhere();
    const [next, here] = [new URL(href, current), new URL(current)];
    if (next.host === here.host && next.protocol === 'http:') next.protocol = here.protocol;
    if (next.origin !== here.origin) throw elsewhere();
    return next.href;
  }
  return undefined;
}

export function isSameOrigin(a: string, b: string): boolean {
  return URL.canParse(a) && URL.canParse(b) && new URL(a).origin === new URL(b).origin;
}

function elsewhere(): ServiceError {
  return new ServiceError(
    'refused',
    'The platform keeps the next page of its list on another site, which is not asked.',
  );
}

function parsed(url: string): URL {
  if (URL.canParse(url)) return new URL(url);
  throw new ServiceError('refused', 'The platform gave something that is not a web address.');
}

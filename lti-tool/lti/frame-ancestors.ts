import type { LtiRepositories } from './repositories';

/** Milliseconds: a change made by a command reaches a running server within five seconds. */
const FRESH_FOR = 4000;

/**
 * Origins of the active platforms, for `frame-ancestors` of our Content-Security-Policy. Not the
 * issuer alone counts: hosted Canvas has one for all schools, and its pages on each school's host.
 * While the store does not answer, those that were known last; whatever needs the store says so itself.
 */
export function createFrameAncestors(
  registrations: Pick<LtiRepositories['registrations'], 'all'>,
  now: () => Date,
): () => Promise<readonly string[]> {
  let known: readonly string[] = [];
  let until = 0;
  return async () => {
    const at = now().getTime();
    if (at < until) return known;
    known = await registrations.all().then(originsOf, () => known);
    until = at + FRESH_FOR;
    return known;
  };
}

type Registrations = Awaited<ReturnType<LtiRepositories['registrations']['all']>>;

function originsOf(registrations: Registrations): readonly string[] {
  const origins = registrations
    .filter(({ active }) => active)
    .flatMap(({ issuer, authUrl, tokenUrl, pagesOrigin = '' }) => [
      issuer,
      authUrl,
      tokenUrl,
      pagesOrigin,
    ])
    .flatMap((address) => (URL.canParse(address) ? new URL(address).origin : []))
    .filter((origin) => origin !== 'null');
  return [...new Set(origins)];
}

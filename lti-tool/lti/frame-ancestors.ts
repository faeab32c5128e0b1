import type { LtiRepositories } from './repositories';

/** Milliseconds: a change made by a command reaches a running server within five seconds. */
const FRESH_FOR = 4000;

/**
 * Origins of the active platforms, for `frame-ancestors` of our Content-Security-Policy. Both the
 * issuer and the authorisation address count: a hosted platform's issuer is not where its pages are.
 */
export function createFrameAncestors(
  registrations: Pick<LtiRepositories['registrations'], 'all'>,
  now: () => Date,
): () => Promise<readonly string[]> {
  let kept: { readonly origins: readonly string[]; readonly until: number } | undefined;
  return async () => {
    const at = now().getTime();
    if (kept && at < kept.until) return kept.origins;
    const active = (await registrations.all()).filter(({ active }) => active);
    const origins = active
      .flatMap(({ issuer, authUrl, tokenUrl }) => [issuer, authUrl, tokenUrl])
      .flatMap((address) => (URL.canParse(address) ? new URL(address).origin : []))
      .filter((origin) => origin !== 'null');
    kept = { origins: [...new Set(origins)], until: at + FRESH_FOR };
    return kept.origins;
  };
}

import { z } from 'zod';

import { launchInvalid, platformUnreachable } from './refusals';
import type { PlatformHttp } from './services/http';

/** Milliseconds. */
const KEPT_FOR = 3_600_000;

/** Unknown key ids that are remembered per key set: more come from a forger, not from a platform. */
const MOST_UNKNOWN = 100;

const key = z.object({
  kty: z.literal('RSA'),
  kid: z.string(),
  n: z.string().max(2048),
  e: z.string().max(16),
  use: z.literal('sig').optional(),
  alg: z.literal('RS256').optional(),
});

/** A platform's public key (RFC 7517), RSA for RS256. */
export type PlatformKey = z.infer<typeof key>;

const keySet = z.object({ keys: z.array(z.unknown()).max(100) });

interface Kept {
  readonly keys: ReadonlyMap<string, PlatformKey>;
  readonly until: number;
  /** Key ids that were fetched for in vain. */
  readonly unknown: Set<string>;
}

export interface PlatformKeys {
  /**
   * @throws AppError launch-invalid when the platform has no such key, platform-unreachable.
   */
  find(jwksUrl: string, kid: string): Promise<PlatformKey>;
}

/**
 * The platforms' keys, kept for an hour. A key id that is not among them means a new key: it is
 * fetched for once. Launches that need the same key set at once share one fetch.
 */
export function createPlatformKeys(http: PlatformHttp, now: () => Date): PlatformKeys {
  const memory = new Map<string, Kept>();
  const underWay = new Map<string, Promise<Kept>>();

  const fresh = (jwksUrl: string): Kept | undefined => {
    const kept = memory.get(jwksUrl);
    return kept && now().getTime() < kept.until ? kept : undefined;
  };

  const fetchOnce = (jwksUrl: string): Promise<Kept> => {
    const running = underWay.get(jwksUrl);
    if (running) return running;
    const fetching = fetchKeys(http, jwksUrl)
      .then((keys) => {
        const unknown = fresh(jwksUrl)?.unknown ?? new Set<string>();
        const kept = { keys, unknown, until: now().getTime() + KEPT_FOR };
        memory.set(jwksUrl, kept);
        return kept;
      })
      .finally(() => underWay.delete(jwksUrl));
    underWay.set(jwksUrl, fetching);
    return fetching;
  };

  return {
    async find(jwksUrl, kid) {
      const kept = fresh(jwksUrl);
      const known = kept?.keys.get(kid);
      if (known) return known;
      const fetched = kept?.unknown.has(kid) ? kept : await fetchOnce(jwksUrl);
      const found = fetched.keys.get(kid);
      if (found) return found;
      if (fetched.unknown.size >= MOST_UNKNOWN) fetched.unknown.clear();
      fetched.unknown.add(kid);
      throw launchInvalid('The platform’s key set has no such key');
    },
  };
}

async function fetchKeys(http: PlatformHttp, jwksUrl: string) {
  const answer = await http({ method: 'GET', url: jwksUrl }).catch((cause: unknown) => {
    throw platformUnreachable('The platform’s key set could not be fetched', cause);
  });
  if (answer.status !== 200) {
    throw platformUnreachable(`The platform answered for its key set with ${answer.status}`);
  }
  const set = keySet.safeParse(parseJson(answer.text));
  if (!set.success) throw platformUnreachable('The platform’s key set is not one');
  const keys = set.data.keys.flatMap((entry) => key.safeParse(entry).data ?? []);
  return new Map(keys.map((entry) => [entry.kid, entry]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

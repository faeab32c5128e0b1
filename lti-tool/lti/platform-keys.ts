import { createPublicKey, type KeyObject } from 'node:crypto';

import { z } from 'zod';

import { launchInvalid, platformUnreachable } from './refusals';
import type { PlatformHttp } from './services/http';

/** Milliseconds. */
const KEPT_FOR = 3_600_000;

/** Milliseconds between two searches for unknown keys: forgers could make us flood a platform. */
const SEARCH_PAUSE = 10_000;

/** Bits. */
const SHORTEST_KEY = 2048;

/** A platform's public key (RFC 7517), RSA for RS256. */
const key = z.object({
  kty: z.literal('RSA'),
  kid: z.string(),
  n: z.string().max(2048),
  e: z.string().max(16),
  use: z.literal('sig').optional(),
  alg: z.literal('RS256').optional(),
});

const keySet = z.object({ keys: z.array(z.unknown()).max(100) });

interface Kept {
  readonly keys: ReadonlyMap<string, KeyObject>;
  readonly until: number;
  /** From then on an unknown key id is worth another fetch. */
  readonly searchFrom: number;
}

export interface PlatformKeys {
  /**
   * @throws AppError launch-invalid when the platform has no such key, platform-unreachable.
   */
  find(jwksUrl: string, kid: string): Promise<KeyObject>;
}

/**
 * The platforms' keys, kept for an hour. A key id that is not among them may mean a new key: the
 * set is fetched again, at most once in ten seconds. Launches that need the same key set at once
 * share one fetch.
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
        const at = now().getTime();
        const searchFrom = fresh(jwksUrl) ? at + SEARCH_PAUSE : at;
        const kept = { keys, until: at + KEPT_FOR, searchFrom };
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
      const mayFetch = !kept || now().getTime() >= kept.searchFrom;
      const found = mayFetch && (await fetchOnce(jwksUrl)).keys.get(kid);
      if (found) return found;
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
  const keys = set.data.keys
    .flatMap((entry) => key.safeParse(entry).data ?? [])
    .map((jwk) => [jwk.kid, createPublicKey({ key: jwk, format: 'jwk' })] as const);
  return new Map(keys.filter(([, publicKey]) => isStrong(publicKey)));
}

/** RFC 7518 §3.3. Whoever factors a shorter key signs as the platform. */
function isStrong({ asymmetricKeyDetails }: KeyObject): boolean {
  return (asymmetricKeyDetails?.modulusLength ?? 0) >= SHORTEST_KEY;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

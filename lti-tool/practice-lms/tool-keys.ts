import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';

const keySet = z.object({
  keys: z.array(
    z.looseObject({ kty: z.literal('RSA'), kid: z.string(), n: z.string(), e: z.string() }),
  ),
});

/** The tool's public keys by kid. Kept until a check fails, as Moodle does. */
export class ToolKeys {
  #keys: ReadonlyMap<string, KeyObject> | undefined;

  /**
   * Runs a check with the keys that are kept; when it fails they are fetched and it runs again.
   * @throws what the second run throws.
   */
  async check<T>(keysUrl: string, run: (keys: ReadonlyMap<string, KeyObject>) => T): Promise<T> {
    if (this.#keys) {
      try {
        return run(this.#keys);
      } catch {
        this.#keys = undefined;
      }
    }
    this.#keys = await fetchKeys(keysUrl);
    return run(this.#keys);
  }
}

/** @throws when the tool does not answer with a key set. */
export async function fetchKeys(url: string): Promise<ReadonlyMap<string, KeyObject>> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  const { keys } = keySet.parse(await answer.json());
  return new Map(keys.map((key) => [key.kid, createPublicKey({ key, format: 'jwk' })]));
}

import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';

const keySet = z.object({
  keys: z.array(
    z.looseObject({ kty: z.literal('RSA'), kid: z.string(), n: z.string(), e: z.string() }),
  ),
});

type KeySet = ReadonlyMap<string, KeyObject>;

/** The tools' public keys by kid. Kept until a check fails, as Moodle does. */
export class ToolKeys {
  readonly #keySets = new Map<string, KeySet>();
  readonly #fetch: (url: string) => Promise<unknown>;

  /** @param fetchJson gets the key set of an address. */
  constructor(fetchJson: (url: string) => Promise<unknown>) {
    this.#fetch = fetchJson;
  }

  /**
   * Runs a check with the keys that are kept; when it fails they are fetched and it runs again.
   * @throws what the second run throws.
   */
  async check<T>(keysUrl: string, run: (keys: KeySet) => T): Promise<T> {
    const kept = this.#keySets.get(keysUrl);
    if (kept) {
      try {
        return run(kept);
      } catch {
        this.#keySets.delete(keysUrl);
      }
    }
    const fresh = await this.fresh(keysUrl);
    this.#keySets.set(keysUrl, fresh);
    return run(fresh);
  }

  /** The keys as they are now. @throws when the tool does not answer with a key set. */
  async fresh(keysUrl: string): Promise<KeySet> {
    const { keys } = keySet.parse(await this.#fetch(keysUrl));
    return new Map(keys.map((key) => [key.kid, createPublicKey({ key, format: 'jwk' })]));
  }
}

import type { RegistrationKey } from '../domain/registration-key';
import { compareAndSet } from '../store/repositories/compare-and-set';
import { makeKeyPair } from './key-pair';
import type { LtiRepositories } from './repositories';
import type { Seal } from './seal';
import { resealed } from './signing-keys';

/** The key pairs with which this tool signs to its platforms. */
export interface Keyring {
  /** A first key for this registration. */
  make(registrationId: string): Promise<{ readonly kid: string }>;
  /** A new key, with which every signature is made from now on; the others retire. */
  rotate(registrationId: string): Promise<{ readonly kid: string }>;
  /** Seals every private key with the present secret; returns how many were sealed with another. */
  reseal(): Promise<number>;
  /** Removes keys that retired more than a day ago; returns how many. */
  sweep(): Promise<number>;
}

export interface KeyringDeps {
  readonly registrationKeys: LtiRepositories['registrationKeys'];
  readonly seal: Seal;
  readonly now: () => Date;
}

/** What a retired key signed may still be on its way, and platforms keep key sets for hours. */
const PUBLISHED_FOR = 24 * 60 * 60 * 1000;

/** Whether a key belongs into the published key set. */
export function isPublished({ retiredAt }: RegistrationKey, now: Date): boolean {
  return !retiredAt || now.getTime() < retiredAt.getTime() + PUBLISHED_FOR;
}

export function createKeyring({ registrationKeys, seal, now }: KeyringDeps): Keyring {
  async function make(registrationId: string) {
    const { kid, publicKey, privateKey } = await makeKeyPair();
    await registrationKeys.add({
      id: kid,
      registrationId,
      publicKey,
      sealedPrivateKey: seal.seal(privateKey),
      createdAt: now(),
    });
    return { kid };
  }

  return {
    make,

    async rotate(registrationId) {
      const before = await registrationKeys.of(registrationId);
      const old = new Set(before.map(({ id }) => id));
      const made = await make(registrationId);
      // Somebody else may rotate, or seal a key anew, at the same time. Only keys that were there
      // before retire, so that two who rotate at once never retire each other's.
      await compareAndSet(async () => {
        for (const key of await registrationKeys.of(registrationId)) {
          if (old.has(key.id) && !key.retiredAt) {
            await registrationKeys.save({ ...key, retiredAt: now() });
          }
        }
      });
      return made;
    },

    async reseal() {
      const stale = (await registrationKeys.all()).flatMap((key) => resealed(key, seal) ?? []);
      for (const key of stale) await registrationKeys.save(key);
      return stale.length;
    },

    async sweep() {
      const gone = (await registrationKeys.all()).filter((key) => !isPublished(key, now()));
      for (const { id } of gone) await registrationKeys.remove(id);
      return gone.length;
    },
  };
}

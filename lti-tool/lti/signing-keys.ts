import type { RegistrationKey } from '../domain/registration-key';
import { Conflict } from '../store/collection';
import type { LtiRepositories } from './repositories';
import type { Seal } from './seal';

/** The key with which this tool signs to one platform. */
export interface SigningKey {
  readonly kid: string;
  /** PEM, PKCS #8. */
  readonly pem: string;
}

/**
 * A key that was sealed with the secret before is sealed with the present one when it is used.
 * @returns opens the newest key of a registration; one that retired signs nothing.
 * @throws Error when the registration has none, or it was sealed under another secret.
 */
export function signingKeys(
  registrationKeys: Pick<LtiRepositories['registrationKeys'], 'of' | 'save'>,
  seal: Seal,
): (registrationId: string) => Promise<SigningKey> {
  return async (registrationId) => {
    const keys = (await registrationKeys.of(registrationId)).filter(({ retiredAt }) => !retiredAt);
    const newest = keys.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0];
    if (!newest) throw new Error(`Registration ${registrationId} has no key`);
    const changed = resealed(newest, seal);
    if (changed) await registrationKeys.save(changed).catch(ignoreConflict);
    return { kid: newest.id, pem: seal.open(newest.sealedPrivateKey) };
  };
}

/** The key sealed with the present secret; undefined when it is so already. */
export function resealed(key: RegistrationKey, seal: Seal): RegistrationKey | undefined {
  if (seal.isPresent(key.sealedPrivateKey)) return undefined;
  return { ...key, sealedPrivateKey: seal.seal(seal.open(key.sealedPrivateKey)) };
}

/** Another process did the same, or the key retired meanwhile: `reseal` finds it later. */
function ignoreConflict(error: unknown): void {
  if (!(error instanceof Conflict)) throw error;
}

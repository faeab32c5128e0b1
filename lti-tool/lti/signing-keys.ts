import type { LtiRepositories } from './repositories';
import type { Seal } from './seal';

/** The key with which this tool signs to one platform. */
export interface SigningKey {
  readonly kid: string;
  /** PEM, PKCS #8. */
  readonly pem: string;
}

/**
 * @returns opens the newest key of a registration.
 * @throws Error when the registration has none, or it was sealed under another secret.
 */
export function signingKeys(
  registrationKeys: Pick<LtiRepositories['registrationKeys'], 'of'>,
  seal: Pick<Seal, 'open'>,
): (registrationId: string) => Promise<SigningKey> {
  return async (registrationId) => {
    const keys = await registrationKeys.of(registrationId);
    const newest = keys.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0];
    if (!newest) throw new Error(`Registration ${registrationId} has no key`);
    return { kid: newest.id, pem: seal.open(newest.sealedPrivateKey) };
  };
}

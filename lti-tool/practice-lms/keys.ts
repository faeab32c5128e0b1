import { createHash, createPrivateKey, createPublicKey, generateKeyPair } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

/** The platform's signing key. */
export interface PlatformKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** The public half as certs.php shows it (RFC 7517). */
  readonly jwk: JsonWebKey;
}

/** Makes an RSA-2048 key off the event loop. @returns PKCS #8 PEM. */
export async function generatePrivateKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** @param pem PKCS #8. @throws when it is no private key. */
export function readPrivateKey(pem: string): PlatformKey {
  const privateKey = createPrivateKey(pem);
  const { e, n } = createPublicKey(privateKey).export({ format: 'jwk' });
  const kid = createHash('sha256')
    .update(n ?? '')
    .digest('hex')
    .slice(0, 20);
  return {
    kid,
    privateKey,
    jwk: { kty: 'RSA', alg: 'RS256', kid, ...(e && { e }), ...(n && { n }), use: 'sig' },
  };
}

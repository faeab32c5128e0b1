import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { sha256 } from './hash';

export interface KeyPair {
  /** RFC 7638 thumbprint of the public key. */
  readonly kid: string;
  /** PEM, SPKI. */
  readonly publicKey: string;
  /** PEM, PKCS #8. */
  readonly privateKey: string;
}

const generate = promisify(generateKeyPair);

/** RSA, 2048 bits (Security Framework §6.1), made in the thread pool: it takes up to a second. */
export async function makeKeyPair(): Promise<KeyPair> {
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2048 });
  return {
    kid: thumbprint(publicKey),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** RFC 7638 §3: SHA-256 of the required members in lexicographic order, base64url. */
function thumbprint(publicKey: KeyObject): string {
  const { e, kty, n } = publicKey.export({ format: 'jwk' });
  return sha256(JSON.stringify({ e, kty, n }));
}

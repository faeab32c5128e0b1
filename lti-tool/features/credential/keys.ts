import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import jwt from 'jsonwebtoken';
import type { CredentialKey } from '../../domain/credential-key';
import type { CredentialKeyRepository } from '../../store/repositories/credential-keys';

/** A public key as anyone may have it (RFC 7517). */
export interface PublicJwk {
  readonly kty: string;
  readonly n: string;
  readonly e: string;
  readonly alg: 'RS256';
  readonly use: 'sig';
  readonly kid: string;
}

/** The key pairs of the issuer's credentials. */
export interface CredentialKeys {
  /** Signs a payload as JWT (RS256); the header's `kid` is the address of the key. Deterministic. */
  sign(payload: Record<string, unknown>): Promise<string>;
  /** Every key that ever signed; `kid` is its address. */
  published(): Promise<readonly PublicJwk[]>;
  /** Seals the private keys with the present secret; returns how many were sealed with another. */
  reseal(): Promise<number>;
}

export interface CredentialKeysDependencies {
  readonly keys: CredentialKeyRepository;
  /** Encrypts what must not be readable in the store. */
  readonly seal: {
    seal(text: string): string;
    open(sealed: string): string;
    isPresent(sealed: string): boolean;
  };
  /** The address of a key. @param id its thumbprint. */
  readonly addressOf: (id: string) => string;
  readonly now: () => Date;
}

const generate = promisify(generateKeyPair);

export function createCredentialKeys(dependencies: CredentialKeysDependencies): CredentialKeys {
  const { keys, seal, addressOf, now } = dependencies;
  let signing: Promise<{ id: string; privateKey: KeyObject }> | undefined;

  async function make(): Promise<Omit<CredentialKey, 'version'>> {
    const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2048 });
    return {
      id: thumbprint(publicKey),
      generation: 1,
      publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      sealedPrivateKey: seal.seal(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
      createdAt: now(),
    };
  }

  async function load() {
    const { id, sealedPrivateKey } = await keys.first(make);
    return { id, privateKey: createPrivateKey(seal.open(sealedPrivateKey)) };
  }

  return {
    async sign(payload) {
      // A failure is not kept: the next one tries again.
      signing ??= load().catch((error: unknown) => {
        signing = undefined;
        throw error;
      });
      const { id, privateKey } = await signing;
      return jwt.sign(payload, privateKey, {
        algorithm: 'RS256',
        keyid: addressOf(id),
        noTimestamp: true,
      });
    },

    async published() {
      return (await keys.all()).map(({ id, publicKey }) => ({
        ...publicPart(createPublicKey(publicKey)),
        alg: 'RS256',
        use: 'sig',
        kid: addressOf(id),
      }));
    },

    async reseal() {
      const stale = (await keys.all()).filter((key) => !seal.isPresent(key.sealedPrivateKey));
      for (const key of stale) {
        await keys.save({ ...key, sealedPrivateKey: seal.seal(seal.open(key.sealedPrivateKey)) });
      }
      return stale.length;
    },
  };
}

/** RFC 7638 section 3. */
function thumbprint(publicKey: KeyObject): string {
  const { e, kty, n } = publicPart(publicKey);
  return createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
}

function publicPart(publicKey: KeyObject): { kty: string; n: string; e: string } {
  const { kty = '', n = '', e = '' } = publicKey.export({ format: 'jwk' });
  return { kty, n, e };
}

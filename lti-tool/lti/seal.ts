import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Encrypts what must not be readable in the store: private keys. */
export interface Seal {
  /** @returns `keyVersion.iv.tag.ciphertext`, the last three in base64url. */
  seal(text: string): string;
  /** @throws Error when the text was not sealed with this secret, or was changed since. */
  open(sealed: string): string;
}

/** Names the key and the algorithm, so that a later one can be told apart. */
const KEY_VERSION = 'v1';
const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM (NIST SP 800-38D) with a fresh 96-bit IV per text; the key's version is authenticated.
 * @param secret 32 bytes.
 */
export function createSeal(secret: Buffer): Seal {
  if (secret.length !== 32) throw new Error('The sealing secret must have 32 bytes');
  return {
    seal(text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, secret, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(KEY_VERSION));
      const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const parts = [iv, cipher.getAuthTag(), ciphertext];
      return [KEY_VERSION, ...parts.map((part) => part.toString('base64url'))].join('.');
    },

    open(sealed) {
      const [version, iv, tag, ciphertext, ...rest] = sealed.split('.');
      if (version !== KEY_VERSION || !iv || !tag || ciphertext === undefined || rest.length > 0) {
        throw new Error('The text is not sealed in a known form');
      }
      const decipher = createDecipheriv(ALGORITHM, secret, Buffer.from(iv, 'base64url'), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(version));
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      const text = [decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()];
      return Buffer.concat(text).toString('utf8');
    },
  };
}

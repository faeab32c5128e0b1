import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Encrypts what must not be readable in the store: private keys. */
export interface Seal {
  /** @returns `version.iv.tag.ciphertext`, the last three in base64url. */
  seal(text: string): string;
  /** @throws Error when the text was sealed with none of the secrets, or was changed since. */
  open(sealed: string): string;
  /** Whether the text was sealed with the present secret, not with the one before. */
  isPresent(sealed: string): boolean;
}

/** Names the form and the algorithm, so that a later one can be told apart. */
const VERSION = 'v1';
const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM (NIST SP 800-38D) with a fresh 96-bit IV per text; the version is authenticated. GCM
 * tells by itself whether a secret is the right one.
 * @param present 32 bytes; seals everything.
 * @param previous 32 bytes; still opens what it sealed while the secret is being replaced.
 */
export function createSeal(present: Buffer, previous?: Buffer): Seal {
  const secrets = previous ? [present, previous] : [present];
  if (secrets.some(({ length }) => length !== 32)) {
    throw new Error('The sealing secret must have 32 bytes');
  }
  return {
    seal(text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, present, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(VERSION));
      const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const parts = [iv, cipher.getAuthTag(), ciphertext];
      return [VERSION, ...parts.map((part) => part.toString('base64url'))].join('.');
    },

    open(sealed) {
      const text = secrets.map((secret) => opened(sealed, secret)).find((one) => one !== undefined);
      if (text === undefined)
        throw new Error('The text was sealed with another secret, or changed');
      return text;
    },

    isPresent: (sealed) => opened(sealed, present) !== undefined,
  };
}

/** undefined: sealed with another secret, or changed. @throws Error for what is no sealed text. */
function opened(sealed: string, secret: Buffer): string | undefined {
  const [version, iv, tag, ciphertext, ...rest] = sealed.split('.');
  if (version !== VERSION || !iv || !tag || ciphertext === undefined || rest.length > 0) {
    throw new Error('The text is not sealed in a known form');
  }
  try {
    const decipher = createDecipheriv(ALGORITHM, secret, Buffer.from(iv, 'base64url'), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(version));
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    const text = [decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()];
    return Buffer.concat(text).toString('utf8');
  } catch {
    return undefined;
  }
}

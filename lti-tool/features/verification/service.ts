import { createHash } from 'node:crypto';
import { parseCode } from '../../certificate/code';
import { checkSignature } from '../../certificate/signature/check';
import type { Signatory } from '../../certificate/signature/cms';
import type { Certificate } from '../../domain/certificate';
import type { Certificates } from '../../store/repositories/certificates';

/** What a code led to. `malformed`: it cannot be a code (wrong length, sign or check character). */
export type Verification =
  | { readonly kind: 'malformed' | 'unknown'; readonly code: string }
  | { readonly kind: 'found'; readonly certificate: Certificate };

/**
 * What a file is. `genuine`: byte for byte as it was issued. `altered`: it comes from here, but was
 * changed since; `code` is the one that stands in it, if the register has it. `not-registered`:
 * signed here and whole, but the register does not have it. `unknown`: not from here.
 */
export type FileVerification =
  | { readonly kind: 'genuine'; readonly certificate: Certificate }
  | { readonly kind: 'altered'; readonly code: string | undefined }
  | { readonly kind: 'not-registered' | 'unknown' };

export interface VerificationService {
  /** What anyone may learn from a code, however it is written. */
  verify(text: string): Promise<Verification>;
  /** Whether a file is a certificate as it was issued. The file is not kept. */
  verifyFile(file: Buffer): Promise<FileVerification>;
}

/** A certificate's address as it stands, uncompressed, in its metadata. */
const ADDRESS = /\/verify\/([0-9A-HJKMNP-TV-Z]{16})(?![0-9A-Z])/;

export function createVerificationService(dependencies: {
  readonly certificates: Pick<Certificates, 'byCode' | 'bySha256'>;
  /** Who signs the files. */
  readonly signatory: () => Promise<Signatory>;
}): VerificationService {
  const { certificates, signatory } = dependencies;

  async function codeIn(file: Buffer): Promise<string | undefined> {
    const code = parseCode(ADDRESS.exec(file.toString('latin1'))?.[1] ?? '');
    return code && (await certificates.byCode(code))?.code;
  }

  return {
    async verify(text) {
      const code = parseCode(text);
      if (code === undefined) return { kind: 'malformed', code: text };
      const certificate = await certificates.byCode(code);
      return certificate ? { kind: 'found', certificate } : { kind: 'unknown', code: text };
    },

    async verifyFile(file) {
      const sha256 = createHash('sha256').update(file).digest('hex');
      const certificate = await certificates.bySha256(sha256);
      if (certificate) return { kind: 'genuine', certificate };
      const signature = checkSignature(file, await signatory());
      if (signature === 'intact') return { kind: 'not-registered' };
      const code = await codeIn(file);
      const isOurs = code !== undefined || signature === 'broken' || signature === 'extended';
      return isOurs ? { kind: 'altered', code } : { kind: 'unknown' };
    },
  };
}

import { parseCode } from '../../certificate/code';
import type { Certificate } from '../../domain/certificate';
import type { Certificates } from '../../store/repositories/certificates';

/** What a code led to. `malformed`: it cannot be a code (wrong length, sign or check character). */
export type Verification =
  | { readonly kind: 'malformed' | 'unknown'; readonly code: string }
  | { readonly kind: 'found'; readonly certificate: Certificate };

export interface VerificationService {
  /** What anyone may learn from a code, however it is written. */
  verify(text: string): Promise<Verification>;
}

export function createVerificationService(dependencies: {
  readonly certificates: Pick<Certificates, 'byCode'>;
}): VerificationService {
  return {
    async verify(text) {
      const code = parseCode(text);
      if (code === undefined) return { kind: 'malformed', code: text };
      const certificate = await dependencies.certificates.byCode(code);
      return certificate ? { kind: 'found', certificate } : { kind: 'unknown', code: text };
    },
  };
}

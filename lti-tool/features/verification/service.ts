import { parseCode } from '../../certificate/code';
import type { Certificates } from '../../store/repositories/certificates';
import type { Verification } from './view-model';

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

import { formatCode } from '../../certificate/code';
import type { Certificate } from '../../domain/certificate';
import { dayInWords } from '../../domain/day';
import { VERIFY } from '../../web/paths';
import type { FormError, StateView } from '../../web/view';
import type { Verification } from './service';

/** pages/verification/page. Public, so it holds the minimum. Field: `code`, sent by POST. */
export interface VerificationPageModel {
  readonly action: string;
  /** As typed or found; empty at first. */
  readonly code: string;
  readonly errors: readonly FormError[];
  readonly unknown: boolean;
  readonly found: FoundCertificate | null;
}

interface FoundCertificate {
  readonly state: StateView;
  readonly specimen: boolean;
  readonly name: string;
  readonly trainingTitle: string;
  readonly edition: string;
  readonly issuer: string | null;
  readonly completed: string;
  readonly issued: string;
}

/** `empty`: no code was looked up yet. */
export type VerificationResult = Verification | { readonly kind: 'empty' };

export function verificationPageModel(verification: VerificationResult): VerificationPageModel {
  const { kind } = verification;
  const empty = { action: VERIFY, code: '', errors: [], unknown: false, found: null };
  if (kind === 'empty') return empty;
  if (kind === 'found') {
    const { certificate } = verification;
    return { ...empty, code: formatCode(certificate.code), found: found(certificate) };
  }
  if (kind === 'unknown') return { ...empty, code: verification.code, unknown: true };
  return {
    ...empty,
    code: verification.code,
    errors: [
      {
        href: '#code',
        message:
          'This is not a certificate code. Compare it with the certificate, character by character.',
      },
    ],
  };
}

function found(certificate: Certificate): FoundCertificate {
  const { name, trainingTitle, edition, issuer, specimen } = certificate;
  return {
    state: stateOf(certificate),
    specimen,
    name,
    trainingTitle,
    edition,
    issuer: issuer === '' ? null : issuer,
    completed: dayInWords(certificate.completedAt),
    issued: dayInWords(certificate.issuedAt),
  };
}

function stateOf({ status, specimen }: Certificate): StateView {
  if (status === 'withdrawn') return { icon: 'not-met', word: 'Withdrawn: no longer valid' };
  return specimen
    ? { icon: 'pending', word: 'Known, but only a specimen' }
    : { icon: 'met', word: 'Valid' };
}

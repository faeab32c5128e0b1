import { formatCode } from '../../certificate/code';
import type { Certificate } from '../../domain/certificate';
import { VERIFY } from '../../web/paths';
import { dayInWords, type FormError, type StateView } from '../../web/view';

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

/** What a code led to. `malformed`: it cannot be a code (wrong length, sign or check character). */
export type Verification =
  | { readonly kind: 'empty' }
  | { readonly kind: 'malformed' | 'unknown'; readonly code: string }
  | { readonly kind: 'found'; readonly certificate: Certificate };

export function verificationPageModel(verification: Verification): VerificationPageModel {
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
        message: 'This is not a certificate code. Compare it with the certificate, sign by sign.',
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

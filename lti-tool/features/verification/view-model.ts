import { formatCode } from '../../certificate/code';
import type { Certificate } from '../../domain/certificate';
import { dayInWords } from '../../domain/day';
import { VERIFY, VERIFY_FILE, verificationPath } from '../../web/paths';
import type { FormError, Link, StateView } from '../../web/view';
import type { FileVerification, Verification } from './service';

/**
 * pages/verification/page. Public, so it holds the minimum. Fields: `code`, sent by POST to
 * `action`; `file`, sent as multipart/form-data to `fileAction`.
 */
export interface VerificationPageModel {
  readonly action: string;
  readonly fileAction: string;
  /** As typed or found; empty at first. */
  readonly code: string;
  readonly errors: readonly FormError[];
  readonly codeError: string | null;
  readonly fileError: string | null;
  /** What was found out, in words. */
  readonly verdict: Verdict | null;
  readonly found: FoundCertificate | null;
}

interface Verdict {
  readonly state: StateView;
  readonly explanation: string;
  /** Where to look next. */
  readonly link: Link | null;
}

interface FoundCertificate {
  /** null: the holder has not agreed that it is shown, or the data was erased. */
  readonly name: string | null;
  readonly trainingTitle: string;
  readonly edition: string;
  readonly issuer: string | null;
  readonly requirementsMet: readonly string[];
  readonly completed: string;
  readonly issued: string;
  /** Since when it is no longer valid. */
  readonly ended: string | null;
}

/** `empty`: nothing was looked up yet. `no-file`: the form came without a file. */
export type VerificationResult =
  Verification | FileVerification | { readonly kind: 'empty' | 'no-file' };

const EMPTY: VerificationPageModel = {
  action: VERIFY,
  fileAction: VERIFY_FILE,
  code: '',
  errors: [],
  codeError: null,
  fileError: null,
  verdict: null,
  found: null,
};

const NOT_A_CODE =
  'This is not a certificate code. Compare it with the certificate, character by character.';
const NO_FILE = 'Choose the file first.';

export function verificationPageModel(result: VerificationResult): VerificationPageModel {
  switch (result.kind) {
    case 'empty':
      return EMPTY;
    case 'no-file':
      return { ...EMPTY, errors: [{ href: '#file', message: NO_FILE }], fileError: NO_FILE };
    case 'malformed': {
      const errors = [{ href: '#code', message: NOT_A_CODE }];
      return { ...EMPTY, code: result.code, errors, codeError: NOT_A_CODE };
    }
    case 'found':
    case 'genuine':
      return {
        ...EMPTY,
        code: formatCode(result.certificate.code),
        verdict: verdictOn(result.certificate, result.kind === 'genuine'),
        found: found(result.certificate),
      };
    case 'altered':
      return { ...EMPTY, verdict: altered(result.code) };
    case 'not-registered':
      return { ...EMPTY, verdict: NOT_REGISTERED };
    case 'unknown':
      return 'code' in result
        ? { ...EMPTY, code: result.code, verdict: UNKNOWN_CODE }
        : { ...EMPTY, verdict: UNKNOWN_FILE };
  }
}

const AS_ISSUED = 'This file is exactly as it was issued: not one byte was changed.';
const ON_RECORD =
  'A certificate with this code was issued. To be sure that the file or paper in your hands says the same, compare it with what stands here, or check the file below.';

function verdictOn(certificate: Certificate, isFile: boolean): Verdict {
  const { status, specimen, replacedBy } = certificate;
  const basis = isFile ? AS_ISSUED : ON_RECORD;
  if (status === 'withdrawn') {
    return {
      state: { icon: 'not-met', word: 'Withdrawn: no longer valid' },
      explanation: isFile
        ? `${AS_ISSUED} But the organizer has withdrawn the certificate since.`
        : 'This certificate was issued, and the organizer has withdrawn it since.',
      link: null,
    };
  }
  if (status === 'replaced') {
    return {
      state: { icon: 'not-met', word: 'Replaced: no longer valid' },
      explanation: isFile
        ? `${AS_ISSUED} But a corrected certificate was issued in its place.`
        : 'A corrected certificate was issued in the place of this one.',
      link: replacedBy
        ? { href: verificationPath(replacedBy), label: `Replaced by ${formatCode(replacedBy)}` }
        : null,
    };
  }
  if (specimen) {
    return {
      state: { icon: 'pending', word: 'Known, but only a specimen' },
      explanation: `${isFile ? AS_ISSUED : 'A specimen with this code was made here.'} It was made by a system that may not issue real certificates, and proves nothing.`,
      link: null,
    };
  }
  return {
    state: { icon: 'met', word: isFile ? 'Genuine and valid' : 'Valid' },
    explanation: basis,
    link: null,
  };
}

function altered(code: string | undefined): Verdict {
  return {
    state: { icon: 'not-met', word: 'Altered: do not trust this file' },
    explanation:
      'The file is not as it was issued. Someone changed it, or a program saved it anew. Ask the holder for the original file.',
    link: code
      ? {
          href: verificationPath(code),
          label: `What the register says about the code in it, ${formatCode(code)}`,
        }
      : null,
  };
}

const NOT_REGISTERED: Verdict = {
  state: { icon: 'pending', word: 'Signed here, but not in the register' },
  explanation:
    'The signature is right and the file is whole, but the register has no such certificate. Ask the organizer about it.',
  link: null,
};

const UNKNOWN_FILE: Verdict = {
  state: { icon: 'not-met', word: 'Unknown' },
  explanation:
    'This file was not issued here. If it is a scan or a photo of a certificate, enter the code that stands on it.',
  link: null,
};

const UNKNOWN_CODE: Verdict = {
  state: { icon: 'not-met', word: 'Unknown' },
  explanation:
    'No certificate has this code. Compare it with the certificate, character by character. If it is the same, the certificate was not issued here.',
  link: null,
};

function found(certificate: Certificate): FoundCertificate {
  const { name, nameShown, trainingTitle, edition, issuer, statusChange } = certificate;
  return {
    name: (nameShown && name) || null,
    trainingTitle,
    edition,
    issuer: issuer || null,
    requirementsMet: certificate.requirementsMet.map(capitalised),
    completed: dayInWords(certificate.completedAt),
    issued: dayInWords(certificate.issuedAt),
    ended: statusChange ? dayInWords(statusChange.at) : null,
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

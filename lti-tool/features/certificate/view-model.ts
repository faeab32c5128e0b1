import { formatCode } from '../../certificate/code';
import type { Certificate } from '../../domain/certificate';
import { type Completion, countMet, ofKind } from '../../domain/completion';
import { dayInWords } from '../../domain/day';
import type { RequirementKind } from '../../domain/requirement';
import { CRUMBS } from '../../web/crumbs';
import { CERTIFICATE, CERTIFICATE_FILE, PROGRESS, verificationPath } from '../../web/paths';
import { counted, type FormError, type Link } from '../../web/view';

/** pages/certificate/name. Fields: `name`, `confirmed` (`yes`). */
export interface CertificateNamePageModel {
  readonly crumbs: readonly Link[];
  readonly trainingTitle: string;
  readonly specimen: boolean;
  readonly errors: readonly FormError[];
  readonly action: string;
  readonly formToken: string;
  readonly name: string;
  readonly nameError: string | null;
  readonly confirmedError: string | null;
}

/** pages/certificate/not-yet */
export interface CertificateNotYetPageModel {
  readonly crumbs: readonly Link[];
  readonly summary: string;
  readonly missing: readonly { label: string; met: number; total: number }[];
  readonly progress: string;
}

/** pages/certificate/issued */
export interface CertificateIssuedPageModel {
  readonly crumbs: readonly Link[];
  readonly name: string;
  readonly trainingTitle: string;
  readonly edition: string;
  readonly completed: string;
  readonly issued: string;
  readonly withdrawn: boolean;
  readonly specimen: boolean;
  readonly file: string;
  /** With dashes, for people. */
  readonly code: string;
  /** The whole address, to be copied. */
  readonly verification: string;
}

/** pages/certificate/staff */
export interface CertificateStaffPageModel {
  readonly crumbs: readonly Link[];
}

/** @param input.name as typed, or as the platform gave it. */
export function certificateNamePageModel(input: {
  readonly trainingTitle: string;
  readonly specimen: boolean;
  readonly name: string;
  readonly formToken: string;
  readonly nameError?: string;
  readonly confirmedError?: string;
}): CertificateNamePageModel {
  const { nameError = null, confirmedError = null } = input;
  return {
    crumbs: CRUMBS,
    trainingTitle: input.trainingTitle,
    specimen: input.specimen,
    errors: [
      ...(nameError ? [{ href: '#name', message: nameError }] : []),
      ...(confirmedError ? [{ href: '#confirmed', message: confirmedError }] : []),
    ],
    action: CERTIFICATE,
    formToken: input.formToken,
    name: input.name,
    nameError,
    confirmedError,
  };
}

const LABELS: readonly { kind: RequirementKind; label: string }[] = [
  { kind: 'reading', label: 'Readings completed' },
  { kind: 'assessment', label: 'Self-assessments submitted' },
  { kind: 'attendance', label: 'Live sessions attended' },
  { kind: 'participation', label: 'Live sessions with an active part' },
];

export function certificateNotYetPageModel(completion: Completion): CertificateNotYetPageModel {
  const { met, total } = countMet(completion.requirements);
  return {
    crumbs: CRUMBS,
    summary: `${met} of ${counted(total, 'requirement')} met`,
    missing: LABELS.map(({ kind, label }) => ({
      label,
      ...countMet(ofKind(completion, kind)),
    })).filter((line) => line.met < line.total),
    progress: PROGRESS,
  };
}

/** @param baseUrl origin of the tool, without a trailing slash. */
export function certificateIssuedPageModel(
  certificate: Certificate,
  baseUrl: string,
): CertificateIssuedPageModel {
  return {
    crumbs: CRUMBS,
    name: certificate.name ?? '',
    trainingTitle: certificate.trainingTitle,
    edition: certificate.edition,
    completed: dayInWords(certificate.completedAt),
    issued: dayInWords(certificate.issuedAt),
    withdrawn: certificate.status === 'withdrawn',
    specimen: certificate.specimen,
    file: CERTIFICATE_FILE,
    code: formatCode(certificate.code),
    verification: `${baseUrl}${verificationPath(certificate.code)}`,
  };
}

export function certificateStaffPageModel(): CertificateStaffPageModel {
  return { crumbs: CRUMBS };
}

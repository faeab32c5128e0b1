import { formatCode } from '../../certificate/code';
import type { Certificate } from '../../domain/certificate';
import { countMet, ofKind } from '../../domain/completion';
import { dayInWords } from '../../domain/day';
import type { RequirementKind } from '../../domain/requirement';
import { CRUMBS } from '../../web/crumbs';
import {
  CERTIFICATE_CREDENTIAL,
  CERTIFICATE_FILE,
  CERTIFICATE_NAME,
  CERTIFICATE_NAME_SHOWN,
  PROGRESS,
  verificationPath,
} from '../../web/paths';
import { counted, type Link } from '../../web/view';
import type { OnTheWay } from './service';

/** pages/certificate/status: on the way to the certificate. */
export interface CertificateStatusPageModel {
  readonly crumbs: readonly Link[];
  readonly summary: string;
  readonly missing: readonly { label: string; met: number; total: number }[];
  readonly progress: string;
  readonly name: {
    readonly text: string;
    readonly latin: string | null;
    readonly shown: boolean;
  } | null;
  readonly nameForm: string;
  /** What it waits for besides the requirements and the name, in a sentence. */
  readonly waits: string | null;
  /** Said by the facilitator who holds it. */
  readonly reason: string | null;
}

/** pages/certificate/issued. Form: `shown` (`yes`, `no`). */
export interface CertificateIssuedPageModel {
  readonly crumbs: readonly Link[];
  readonly name: string;
  readonly trainingTitle: string;
  readonly edition: string;
  readonly completed: string;
  readonly issued: string;
  readonly withdrawn: boolean;
  /** It stands in the place of an earlier one. */
  readonly isCorrected: boolean;
  readonly specimen: boolean;
  /** Whether the public page names the holder. */
  readonly nameShown: boolean;
  readonly shownAction: string;
  readonly formToken: string;
  readonly file: string;
  readonly credential: string;
  /** With dashes, for people. */
  readonly code: string;
  /** The whole address, to be copied. */
  readonly verification: string;
}

/** pages/certificate/staff */
export interface CertificateStaffPageModel {
  readonly crumbs: readonly Link[];
  readonly isTestPerson: boolean;
}

const LABELS: readonly { kind: RequirementKind; label: string }[] = [
  { kind: 'reading', label: 'Readings completed' },
  { kind: 'assessment', label: 'Self-assessments submitted' },
  { kind: 'attendance', label: 'Live sessions attended' },
  { kind: 'participation', label: 'Live sessions with an active part' },
];

export function certificateStatusPageModel(state: OnTheWay): CertificateStatusPageModel {
  const { completion, name } = state;
  const { met, total } = countMet(completion.requirements);
  return {
    crumbs: CRUMBS,
    summary: completion.complete
      ? 'You have met every requirement. Congratulations!'
      : `${met} of ${counted(total, 'requirement')} met. You receive the certificate when all are met.`,
    missing: LABELS.map(({ kind, label }) => ({
      label,
      ...countMet(ofKind(completion, kind)),
    })).filter((line) => line.met < line.total),
    progress: PROGRESS,
    name: name ? { text: name.text, latin: name.latin ?? null, shown: name.shown } : null,
    nameForm: CERTIFICATE_NAME,
    waits: waitsFor(state),
    reason: state.holdReason ?? null,
  };
}

function waitsFor({ obstacles }: OnTheWay): string | null {
  if (obstacles.includes('held')) {
    return 'A facilitator has put your certificate on hold. Ask them about it.';
  }
  if (obstacles.includes('left')) {
    return 'The course does not list you any more. Open the training from the course again.';
  }
  if (obstacles.length === 0) {
    return 'Your certificate is being made. Reload this page in a moment.';
  }
  const [only, ...others] = obstacles;
  return only === 'not-released' && others.length === 0
    ? 'A facilitator looks at it before it is issued. You need not do anything.'
    : null;
}

/** @param input.baseUrl origin of the tool, without a trailing slash. */
export function certificateIssuedPageModel(input: {
  readonly certificate: Certificate;
  readonly baseUrl: string;
  readonly formToken: string;
}): CertificateIssuedPageModel {
  const { certificate, baseUrl, formToken } = input;
  return {
    crumbs: CRUMBS,
    name: certificate.name ?? '',
    trainingTitle: certificate.trainingTitle,
    edition: certificate.edition,
    completed: dayInWords(certificate.completedAt),
    issued: dayInWords(certificate.issuedAt),
    withdrawn: certificate.status === 'withdrawn',
    isCorrected: certificate.issue > 1,
    specimen: certificate.specimen,
    nameShown: certificate.nameShown,
    shownAction: CERTIFICATE_NAME_SHOWN,
    formToken,
    file: CERTIFICATE_FILE,
    credential: CERTIFICATE_CREDENTIAL,
    code: formatCode(certificate.code),
    verification: `${baseUrl}${verificationPath(certificate.code)}`,
  };
}

export function certificateStaffPageModel(isTestPerson: boolean): CertificateStaffPageModel {
  return { crumbs: CRUMBS, isTestPerson };
}

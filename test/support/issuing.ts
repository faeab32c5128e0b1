import { createHash, randomBytes } from 'node:crypto';
import { newCode } from '../../lti-tool/certificate/code';
import type { Printer } from '../../lti-tool/certificate/printer';
import type { Programme } from '../../lti-tool/content/programme';
import { completionRules } from '../../lti-tool/content/requirements';
import type { CertificateRelease } from '../../lti-tool/domain/certificate-claim';
import { decideCompletion } from '../../lti-tool/domain/completion';
import type { Enrolment } from '../../lti-tool/domain/enrolment';
import type { LedgerEntry } from '../../lti-tool/domain/ledger';
import type { Requirement } from '../../lti-tool/domain/requirement';
import { type BulkIssuing, createBulkIssuing } from '../../lti-tool/progress/issuing/bulk';
import { type Claims, createClaims } from '../../lti-tool/progress/issuing/claims';
import { createDrawUp, type DrawUp } from '../../lti-tool/progress/issuing/draw-up';
import { createIssueTo, type IssueTo } from '../../lti-tool/progress/issuing/issue';
import { createIssuer, type Issuer } from '../../lti-tool/progress/issuing/issuer';
import {
  type AgreeOnNameShown,
  createAgreeOnNameShown,
} from '../../lti-tool/progress/issuing/name-shown';
import type { Repositories } from '../../lti-tool/store/repositories';
import { programme } from './sample-programme';

export const rules = completionRules(programme);

/** Prints in no time: what is told of a certificate, instead of a PDF. */
export const plainPrinter: Printer = {
  preview: ({ name }) => Promise.resolve(Buffer.from(`%PDF-1.7 preview ${name}`)),
  print: ({ name, latinName = '', code }) => {
    const pdf = Buffer.from(`%PDF-1.7 ${name} ${latinName} ${code}`);
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    return Promise.resolve({ pdf, sha256, credential: `credential of ${code}`, specimen: true });
  },
};

export interface Issuing {
  readonly claims: Claims;
  readonly drawUp: DrawUp;
  readonly issueTo: IssueTo;
  readonly bulk: BulkIssuing;
  readonly issuer: Issuer;
  readonly agreeOnNameShown: AgreeOnNameShown;
  /** What could not be issued, and why. */
  readonly errors: unknown[];
}

/** What one process issues certificates with, on the repositories that it sees. */
export function issuingOn(
  repositories: Pick<Repositories, 'enrolments' | 'certificates' | 'issuingJobs'>,
  options: {
    readonly now: () => Date;
    readonly printer?: Printer;
    readonly release?: CertificateRelease;
    readonly programmeOf?: () => Programme;
  },
): Issuing {
  const { now, printer = plainPrinter, release = 'automatic' } = options;
  const { programmeOf = () => programme } = options;
  const { enrolments, certificates, issuingJobs } = repositories;
  const errors: unknown[] = [];
  const logger = {
    error: ({ err }: { err?: unknown }) => {
      errors.push(err);
    },
  };
  const completionOf = ({ ledger }: Enrolment) => decideCompletion(rules, ledger, now());
  const claims = createClaims({
    enrolments,
    completionOf,
    releaseOf: () => release,
    certificatesDue: () => undefined,
    now,
  });
  const drawUp = createDrawUp({
    certificates,
    programmeOf,
    printer,
    newCode: () => newCode(randomBytes),
    verifyUrlOf: (code) => `https://training.example.org/verify/${code}`,
    now,
  });
  const issueTo = createIssueTo({ enrolments, certificates, completionOf, claims, drawUp });
  const bulk = createBulkIssuing({ enrolments, issuingJobs, claims, issueTo, now, logger });
  const issuer = createIssuer({ enrolments, issueTo, bulk, now, logger });
  const agreeOnNameShown = createAgreeOnNameShown({ enrolments, certificates });
  return { claims, drawUp, issueTo, bulk, issuer, agreeOnNameShown, errors };
}

/** Everything that meets one requirement. */
export function evidence({ kind, activityId }: Requirement, at: Date): LedgerEntry[] {
  const base = { activityId, at };
  switch (kind) {
    case 'reading':
      return [
        ...[1, 2, 3].map((page) => ({
          ...base,
          kind: 'page-opened' as const,
          key: `${activityId}:${page}`,
          page,
        })),
        { ...base, kind: 'reading-confirmed', key: `${activityId}:read`, pages: 3 },
      ];
    case 'assessment':
      return [
        {
          ...base,
          kind: 'assessment-submitted',
          key: `${activityId}:1`,
          attemptId: 'attempt-1',
          scoreGiven: 0,
          scoreMaximum: 6,
        },
      ];
    case 'attendance':
      return [
        { ...base, kind: 'attendance-recorded', key: `${activityId}:a`, present: true, by: 'f' },
      ];
    case 'participation':
      return [
        { ...base, kind: 'participation-recorded', key: `${activityId}:p`, active: true, by: 'f' },
      ];
  }
}

/** A ledger that meets every requirement. */
export function completeLedger(at: Date): LedgerEntry[] {
  return rules.requirements.flatMap((requirement) => evidence(requirement, at));
}

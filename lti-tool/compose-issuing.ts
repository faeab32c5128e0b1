import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { newCode } from './certificate/code';
import type { Printer } from './certificate/printer';
import type { Config } from './config';
import type { Programme } from './content/programme';
import type { ContextKey } from './domain/context-key';
import { type BulkIssuing, createBulkIssuing } from './progress/issuing/bulk';
import type { Claims } from './progress/issuing/claims';
import { createDrawUp, type DrawUp } from './progress/issuing/draw-up';
import { createIssueTo, type IssueTo } from './progress/issuing/issue';
import { createIssuer, type Issuer } from './progress/issuing/issuer';
import { type AgreeOnNameShown, createAgreeOnNameShown } from './progress/issuing/name-shown';
import type { Progress } from './progress/progress';
import type { Repositories } from './store/repositories';
import { verificationPath } from './web/paths';

export interface IssuingDependencies {
  readonly config: Config;
  readonly programmeOf: (context: ContextKey) => Programme;
  readonly repositories: Repositories;
  readonly progress: Progress;
  readonly claims: Claims;
  readonly printer: Printer;
  readonly now: () => Date;
  readonly logger: Logger;
}

/** What issues certificates: one at a time, many at once, and in the background. */
export interface Issuing {
  readonly claims: Claims;
  readonly drawUp: DrawUp;
  readonly issueTo: IssueTo;
  readonly bulk: BulkIssuing;
  readonly issuer: Issuer;
  readonly agreeOnNameShown: AgreeOnNameShown;
}

export function composeIssuing(dependencies: IssuingDependencies): Issuing {
  const { config, programmeOf, repositories, progress, claims, printer, now, logger } =
    dependencies;
  const { enrolments, certificates, issuingJobs } = repositories;
  const drawUp = createDrawUp({
    certificates,
    programmeOf,
    printer,
    newCode: () => newCode(randomBytes),
    verifyUrlOf: (code) => `${config.baseUrl}${verificationPath(code)}`,
    now,
  });
  const issueTo = createIssueTo({
    enrolments,
    certificates,
    completionOf: (enrolment) => progress.completionOf(enrolment),
    claims,
    drawUp,
  });
  const bulk = createBulkIssuing({ enrolments, issuingJobs, claims, issueTo, now, logger });
  const issuer = createIssuer({ enrolments, issueTo, bulk, now, logger });
  const agreeOnNameShown = createAgreeOnNameShown({ enrolments, certificates });
  return { claims, drawUp, issueTo, bulk, issuer, agreeOnNameShown };
}

import type { RequestHandler, Router } from 'express';
import type { Logger } from 'pino';
import { composeAdmin } from './compose-admin';
import type { Issuing } from './compose-issuing';
import type { Registering } from './compose-registration';
import type { Printing } from './compose-printing';
import type { Config } from './config';
import type { Programmes } from './content/programme';
import { ofActivity, type RequirementStatus } from './domain/completion';
import type { Enrolment } from './domain/enrolment';
import { assessmentRoutes } from './features/assessment/routes';
import { createAssessmentService } from './features/assessment/service';
import { certificateRoutes } from './features/certificate/routes';
import { createCertificateService } from './features/certificate/service';
import { certificatesRoutes } from './features/certificates/routes';
import { createCertificatesService } from './features/certificates/service';
import { credentialRoutes } from './features/credential/routes';
import { deepLinkingRoutes } from './features/deep-linking/routes';
import { createDeepLinkingService } from './features/deep-linking/service';
import type { ContextEditions } from './features/edition/context-editions';
import { editionRoutes } from './features/edition/routes';
import { figureRoutes } from './features/figures/routes';
import { guideRoutes } from './features/guide/routes';
import { homeRoutes } from './features/home/routes';
import { launchRoutes } from './features/launch/routes';
import { liveSessionRoutes } from './features/live-session/routes';
import { createLiveSessionService } from './features/live-session/service';
import { outlineRoutes } from './features/outline/routes';
import { progressRoutes } from './features/progress/routes';
import { readingRoutes } from './features/reading/routes';
import { createReadingService } from './features/reading/service';
import { registrationRoutes } from './features/registration/routes';
import { rosterRoutes } from './features/roster/routes';
import type { RosterService } from './features/roster/service';
import { scoresRoutes } from './features/scores/routes';
import { createScoresService } from './features/scores/service';
import { verificationRoutes } from './features/verification/routes';
import { createVerificationService } from './features/verification/service';
import type { ConnectionCheck, DeepLinking } from './lti/port';
import type { Progress } from './progress/progress';
import { newId } from './store/new-id';
import type { Repositories } from './store/repositories';
import type { ShowPage } from './web/pages';

export interface FeatureDependencies {
  readonly config: Config;
  readonly programmes: Programmes;
  readonly editions: ContextEditions;
  readonly repositories: Repositories;
  readonly progress: Progress;
  readonly scoresDue: () => void;
  readonly registering: Registering;
  readonly connectionCheck: ConnectionCheck;
  readonly deepLinking: DeepLinking;
  readonly roster: RosterService;
  readonly printing: Printing;
  readonly issuing: Issuing;
  readonly logger: Logger;
  /** Our mark, SVG. */
  readonly icon: Buffer;
  readonly now: () => Date;
  readonly show: ShowPage;
  readonly requireVisit: RequestHandler;
}

/** Every feature's service and routes, a router each. */
export function composeFeatures(dependencies: FeatureDependencies): Router[] {
  const {
    config,
    programmes,
    editions,
    repositories,
    progress,
    scoresDue,
    registering,
    connectionCheck,
    deepLinking,
    roster,
    printing,
    issuing,
    logger,
    icon,
    now,
    ...web
  } = dependencies;
  const { enrolments, contextRecords, certificates, attempts, rosters, launchSessions } =
    repositories;
  const { usual: programme } = programmes;
  const { programmeOf } = editions;
  const practiceLms =
    config.practiceLmsPort === undefined ? undefined : `http://localhost:${config.practiceLmsPort}`;
  const statusesOf = (
    enrolment: Enrolment,
    activity: { readonly id: string },
  ): RequirementStatus[] => ofActivity(progress.completionOf(enrolment), activity.id);
  return [
    launchRoutes(web),
    // What most requests are for comes first: Express tries one after the other.
    readingRoutes({ programme, service: createReadingService(progress, now), ...web }),
    assessmentRoutes({
      programme,
      service: createAssessmentService({ attempts, progress, newSeed: newId, now }),
      statusesOf,
      ...web,
    }),
    homeRoutes({ programme, practiceLms, ...web }),
    outlineRoutes({ programmeOf, ...web }),
    guideRoutes({ programme, ...web }),
    progressRoutes({ programmeOf, progress, certificates, ...web }),
    figureRoutes(programme),
    liveSessionRoutes({
      programme,
      programmeOf,
      service: createLiveSessionService({ enrolments, rosters, progress, newId, now }),
      statusesOf,
      ...web,
    }),
    rosterRoutes({ service: roster, progress, ...web }),
    scoresRoutes({
      programme,
      service: createScoresService({ enrolments, contextRecords, scoresDue, now }),
      ...web,
    }),
    certificateRoutes({
      programmeOf,
      service: createCertificateService({
        certificates,
        completionOf: (enrolment) => progress.completionOf(enrolment),
        ...issuing,
        now,
        logger,
      }),
      baseUrl: config.baseUrl,
      ...web,
    }),
    editionRoutes({ programmes, editions, ...web }),
    certificatesRoutes({
      service: createCertificatesService({
        enrolments,
        certificates,
        completionOf: (enrolment) => progress.completionOf(enrolment),
        ...issuing,
        certificatesDue: () => {
          issuing.issuer.wake();
        },
        now,
      }),
      ...web,
    }),
    deepLinkingRoutes({
      programmeOf,
      service: createDeepLinkingService({
        deepLinking,
        launchSessions,
        baseUrl: config.baseUrl,
        now,
      }),
      ...web,
    }),
    ...composeAdmin({ repositories, registering, connectionCheck, ...web }),
    registrationRoutes({ ...registering, baseUrl: config.baseUrl, icon, ...web }),
    credentialRoutes({ service: printing.credentials, ...web }),
    verificationRoutes({
      service: createVerificationService({ certificates, signatory: printing.signatory }),
      ...web,
    }),
  ];
}

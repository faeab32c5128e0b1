import { type RequestHandler, Router } from 'express';
import type { ProgrammeOf } from '../../content/programme';
import { isStaff } from '../../domain/role';
import type { Progress } from '../../progress/progress';
import type { Certificates } from '../../store/repositories/certificates';
import type { ShowPage } from '../../web/pages';
import { PROGRESS } from '../../web/paths';
import { route } from '../../web/route';
import { visitOf } from '../../web/visit';
import { progressPageModel } from './view-model';

export interface ProgressRoutesDependencies {
  readonly programmeOf: ProgrammeOf;
  readonly progress: Progress;
  readonly certificates: Pick<Certificates, 'isIssuedTo'>;
  readonly requireVisit: RequestHandler;
  readonly show: ShowPage;
}

/** `/a/progress`: every requirement, its state, its evidence and what is missing. */
export function progressRoutes(dependencies: ProgressRoutesDependencies): Router {
  const { programmeOf, progress, certificates, requireVisit, show } = dependencies;
  const router = Router();
  route(router, PROGRESS, {
    guards: [requireVisit],
    async get(_req, res) {
      const { enrolment, session } = visitOf(res);
      const model = progressPageModel({
        programme: programmeOf(enrolment),
        completion: progress.completionOf(enrolment),
        ledger: enrolment.ledger,
        certificateIssued: await certificates.isIssuedTo(enrolment.id),
        staff: isStaff(session.role),
      });
      show(res, {
        page: 'progress/page',
        model,
        title: 'My progress',
        scripts: ['local-time.js'],
      });
    },
  });
  return router;
}

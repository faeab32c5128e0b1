import { type RequestHandler, Router } from 'express';
import type { Programme } from '../../content/programme';
import { isStaff } from '../../domain/role';
import type { Progress } from '../../progress/progress';
import type { Certificates } from '../../store/repositories/certificates';
import { activityGuard } from '../../web/activity-guard';
import type { ShowPage } from '../../web/pages';
import { route } from '../../web/route';
import { visitOf } from '../../web/visit';
import { progressPageModel } from './view-model';

export interface ProgressRoutesDependencies {
  readonly programme: Programme;
  readonly progress: Progress;
  readonly certificates: Pick<Certificates, 'ofEnrolment'>;
  readonly requireVisit: RequestHandler;
  readonly show: ShowPage;
}

/** `/a/progress`: every requirement, its state, its evidence and what is missing. */
export function progressRoutes(dependencies: ProgressRoutesDependencies): Router {
  const { programme, progress, certificates, requireVisit, show } = dependencies;
  const activity = activityGuard((id) => (id === 'progress' ? { id } : undefined));
  const router = Router();
  route(router, '/a/:activityId', {
    guards: [activity.guard, requireVisit],
    async get(_req, res) {
      const { enrolment, session } = visitOf(res);
      const model = progressPageModel({
        programme,
        completion: progress.completionOf(enrolment),
        ledger: enrolment.ledger,
        certificateIssued: (await certificates.ofEnrolment(enrolment.id)) !== undefined,
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

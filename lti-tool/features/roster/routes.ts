import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Progress } from '../../progress/progress';
import { formToken } from '../../web/form-token';
import type { ShowPage } from '../../web/pages';
import { pageNumber } from '../../web/paging';
import { REFRESH_ROSTER, ROSTER } from '../../web/paths';
import { route } from '../../web/route';
import { requireStaff, visitOf } from '../../web/visit';
import type { RosterService } from './service';
import { rosterPageModel } from './view-model';

export interface RosterRoutesDependencies {
  readonly service: RosterService;
  readonly progress: Pick<Progress, 'completionOf'>;
  readonly requireVisit: RequestHandler;
  readonly show: ShowPage;
}

const query = z.object({
  page: pageNumber,
  list: z
    .enum(['refreshed', 'failed', 'running', 'recent', 'unavailable'])
    .optional()
    .catch(undefined),
});

/** `/roster`: everyone in the course, opened or not, as the platform lists them; for facilitators. */
export function rosterRoutes(dependencies: RosterRoutesDependencies): Router {
  const { service, progress, requireVisit, show } = dependencies;
  const guards = [requireVisit, requireStaff];
  const router = Router();

  route(router, ROSTER, {
    guards,
    async get(req, res) {
      const { enrolment, session } = visitOf(res);
      const { page, list } = query.parse(req.query);
      const model = rosterPageModel({
        people: await service.people(enrolment),
        completionOf: (of) => progress.completionOf(of),
        formToken: formToken(session),
        page,
        outcome: list,
      });
      show(res, { page: 'roster/page', model, title: 'People', scripts: ['local-time.js'] });
    },
  });

  route(router, REFRESH_ROSTER, {
    guards,
    async post(_req, res) {
      const outcome = await service.refresh(visitOf(res).enrolment);
      res.redirect(303, `${ROSTER}?list=${outcome}`);
    },
  });

  return router;
}

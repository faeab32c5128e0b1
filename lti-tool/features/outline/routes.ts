import { type RequestHandler, Router } from 'express';
import type { ProgrammeOf } from '../../content/programme';
import { isStaff } from '../../domain/role';
import type { ShowPage } from '../../web/pages';
import { OUTLINE } from '../../web/paths';
import { route } from '../../web/route';
import { visitOf } from '../../web/visit';
import { outlinePageModel } from './view-model';

export interface OutlineRoutesDependencies {
  readonly programmeOf: ProgrammeOf;
  readonly requireVisit: RequestHandler;
  readonly show: ShowPage;
}

/** `/programme`: what the training consists of. */
export function outlineRoutes({
  programmeOf,
  requireVisit,
  show,
}: OutlineRoutesDependencies): Router {
  const router = Router();
  route(router, OUTLINE, {
    guards: [requireVisit],
    get(_req, res) {
      const { enrolment, session } = visitOf(res);
      const model = outlinePageModel(programmeOf(enrolment), isStaff(session.role));
      show(res, { page: 'outline/page', model, title: 'Programme', scripts: ['local-time.js'] });
    },
  });
  return router;
}

import { type RequestHandler, Router } from 'express';
import type { Programme } from '../../content/programme';
import { isStaff } from '../../domain/role';
import type { ShowPage } from '../../web/pages';
import { OUTLINE } from '../../web/paths';
import { route } from '../../web/route';
import { visitOf } from '../../web/visit';
import { outlinePageModel } from './view-model';

export interface OutlineRoutesDependencies {
  readonly programme: Programme;
  readonly requireVisit: RequestHandler;
  readonly show: ShowPage;
}

/** `/programme`: what the training consists of. */
export function outlineRoutes({
  programme,
  requireVisit,
  show,
}: OutlineRoutesDependencies): Router {
  const router = Router();
  route(router, OUTLINE, {
    guards: [requireVisit],
    get(_req, res) {
      const model = outlinePageModel(programme, isStaff(visitOf(res).session.role));
      show(res, { page: 'outline/page', model, title: 'Programme', scripts: ['local-time.js'] });
    },
  });
  return router;
}

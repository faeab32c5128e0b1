import { type Request, type RequestHandler, Router } from 'express';
import type { Guide, Programme } from '../../content/programme';
import type { ShowPage } from '../../web/pages';
import { GUIDES } from '../../web/paths';
import { route } from '../../web/route';
import { requireStaff } from '../../web/visit';
import { guidePageModel } from './view-model';

export interface GuideRoutesDependencies {
  readonly programme: Programme;
  readonly requireVisit: RequestHandler;
  readonly show: ShowPage;
}

/** `/guides/<guide>`: a page about the training or for its live days. */
export function guideRoutes({
  programme: { guides },
  requireVisit,
  show,
}: GuideRoutesDependencies): Router {
  const router = Router();
  const find = ({ params }: Request): Guide | undefined => guides.get(String(params['guideId']));
  const requireReader: RequestHandler = (req, res, next) => {
    const guard = find(req)?.audience === 'facilitators' ? requireStaff : pass;
    return guard(req, res, next);
  };
  route(router, `${GUIDES}/:guideId`, {
    guards: [requireVisit, requireReader],
    get(req, res, next) {
      const guide = find(req);
      if (guide)
        show(res, { page: 'guide/page', model: guidePageModel(guide), title: guide.title });
      else next('route');
    },
  });
  return router;
}

const pass: RequestHandler = (_req, _res, next) => {
  next();
};

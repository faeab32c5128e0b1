import { Router } from 'express';
import type { Programme } from '../../content/programme';
import type { ShowPage } from '../../web/pages';
import { HOME } from '../../web/paths';
import { route } from '../../web/route';
import { homePageModel } from './view-model';

export interface HomeRoutesDependencies {
  readonly programme: Pick<Programme, 'title'>;
  /** Address of the practice LMS, in evaluation mode. */
  readonly practiceLms: string | undefined;
  readonly show: ShowPage;
}

/** `/`: what this is, for anyone who comes without a launch. */
export function homeRoutes({ programme, practiceLms, show }: HomeRoutesDependencies): Router {
  const router = Router();
  route(router, HOME, {
    guards: [],
    get(_req, res) {
      const model = homePageModel(programme.title, practiceLms);
      show(res, { page: 'home/page', model, title: 'About this tool' });
    },
  });
  return router;
}

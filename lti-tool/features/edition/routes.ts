import { type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { Programmes } from '../../content/programme';
import { formToken } from '../../web/form-token';
import type { ShowPage } from '../../web/pages';
import { EDITION, PROGRESS } from '../../web/paths';
import { route } from '../../web/route';
import { requireStaff, visitOf } from '../../web/visit';
import type { ContextEditions } from './context-editions';
import { editionPageModel } from './view-model';

export interface EditionRoutesDependencies {
  readonly programmes: Programmes;
  readonly editions: ContextEditions;
  readonly requireVisit: RequestHandler;
  readonly show: ShowPage;
}

const form = z.object({ edition: z.string().max(100) });

/**
 * `/edition`: the first facilitator of a course says which edition it follows, for a course that its
 * platform copied looks like any new one. Then the activity that was opened is shown.
 */
export function editionRoutes(dependencies: EditionRoutesDependencies): Router {
  const { programmes, editions, requireVisit, show } = dependencies;
  const router = Router();

  function ask(res: Response, error?: string): void {
    const model = editionPageModel({
      usual: programmes.usual,
      programmes: programmes.byEdition.values(),
      formToken: formToken(visitOf(res).session),
      ...(error !== undefined && { error }),
    });
    show(res, {
      page: 'edition/confirm',
      model,
      title: 'Which edition does this course follow?',
      status: error === undefined ? 200 : 400,
    });
  }

  function goOn(res: Response): void {
    res.redirect(303, visitOf(res).session.path ?? PROGRESS);
  }

  route(router, EDITION, {
    guards: [requireVisit, requireStaff],
    async get(_req, res) {
      if (await editions.isOpen(visitOf(res).session)) ask(res);
      else goOn(res);
    },
    async post(req, res) {
      const { session } = visitOf(res);
      const id = form.safeParse(req.body).data?.edition;
      if (id !== undefined && (await editions.confirm(session, id))) goOn(res);
      else ask(res, 'Choose the edition that this course follows.');
    },
  });
  return router;
}

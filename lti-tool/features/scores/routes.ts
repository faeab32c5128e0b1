import { type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { Programme } from '../../content/programme';
import { AppError } from '../../errors';
import { formToken } from '../../web/form-token';
import type { ShowPage } from '../../web/pages';
import { pageNumber } from '../../web/paging';
import { SCORES, SEND_SCORE_AGAIN } from '../../web/paths';
import { route } from '../../web/route';
import { requireStaff, visitOf } from '../../web/visit';
import type { ScoresService } from './service';
import { scoresPageModel } from './view-model';

export interface ScoresRoutesDependencies {
  readonly programme: Programme;
  readonly service: ScoresService;
  readonly requireVisit: RequestHandler;
  readonly show: ShowPage;
}

const query = z.object({
  show: z.enum(['all', 'waiting', 'delivered', 'refused', 'parked', 'overruled']).catch('all'),
  page: pageNumber,
  again: z.literal('1').optional().catch(undefined),
});
const button = z.object({ score: z.string().regex(/^[\w-]{1,64}:[a-z0-9-]{1,64}$/) });

/** `/scores`: what was delivered, waits, or was refused and why; for facilitators. */
export function scoresRoutes(dependencies: ScoresRoutesDependencies): Router {
  const { programme, service, requireVisit, show } = dependencies;
  const guards = [requireVisit, requireStaff];
  const router = Router();

  async function showScores(res: Response, filter: z.infer<typeof query>): Promise<void> {
    const { enrolment, session } = visitOf(res);
    const model = scoresPageModel({
      programme,
      enrolments: await service.withScores(enrolment),
      seesResults: await service.seesResults(enrolment),
      filter: filter.show,
      page: filter.page,
      formToken: formToken(session),
      ...(filter.again && {
        notice: 'The score is on its way again. Reload the page in a moment.',
      }),
    });
    show(res, { page: 'scores/page', model, title: 'Scores', scripts: ['local-time.js'] });
  }

  route(router, SCORES, {
    guards,
    async get(req, res) {
      await showScores(res, query.parse(req.query));
    },
  });

  route(router, SEND_SCORE_AGAIN, {
    guards,
    async post(req, res) {
      const pressed = button.safeParse(req.body);
      const [enrolmentId = '', activityId = ''] = pressed.data?.score.split(':') ?? [];
      if (!(await service.sendAgain(visitOf(res).enrolment, enrolmentId, activityId))) {
        throw unknownScore();
      }
      res.redirect(303, `${SCORES}?again=1`);
    },
  });

  return router;
}

function unknownScore(): AppError {
  return new AppError({
    id: 'not-found',
    status: 404,
    userMessage: {
      title: 'That score was not found in this course',
      whatToDo: 'Reload the page of scores, and choose one that is listed there.',
    },
  });
}

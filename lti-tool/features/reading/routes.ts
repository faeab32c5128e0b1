import { type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { Module, Programme, Reading } from '../../content/programme';
import { AppError } from '../../errors';
import { activityGuard } from '../../web/activity-guard';
import { formToken } from '../../web/form-token';
import type { ShowPage } from '../../web/pages';
import { readingPagePath } from '../../web/paths';
import { route } from '../../web/route';
import { visitOf } from '../../web/visit';
import type { ReadingService } from './service';
import { readingPageModel } from './view-model';

export interface ReadingRoutesDependencies {
  readonly programme: Programme;
  readonly service: ReadingService;
  readonly requireVisit: RequestHandler;
  readonly show: ShowPage;
}

const pageQuery = z.object({ page: z.coerce.number().int().min(1).optional() });
const confirmation = z.object({ read: z.literal('yes') });

/** `/a/<reading>`: its pages, and "I have read this" at the end. */
export function readingRoutes(dependencies: ReadingRoutesDependencies): Router {
  const { programme, service, requireVisit, show } = dependencies;
  const readings = new Map(
    programme.modules.flatMap((module) =>
      module.readings.map((reading) => [reading.id, { module, reading }] as const),
    ),
  );
  const activity = activityGuard((id) => readings.get(id));
  const guards = [activity.guard, requireVisit];
  const router = Router();

  async function showPage(
    res: Response,
    { module, reading }: { module: Module; reading: Reading },
    page: number,
    error?: string,
  ): Promise<void> {
    const { enrolment, session } = visitOf(res);
    const state = await service.open(enrolment, reading, page);
    const model = readingPageModel({
      module,
      reading,
      page,
      ...state,
      formToken: formToken(session),
      ...(error && { error }),
    });
    show(res, {
      page: 'reading/page',
      model,
      title: reading.title,
      scripts: ['local-time.js'],
      ...(error && { status: 400 }),
    });
  }

  route(router, '/a/:activityId', {
    guards,
    async get(req, res) {
      const { reading } = activity.of(res);
      const query = pageQuery.safeParse(req.query);
      if (!query.success || (query.data.page ?? 1) > reading.pages.length)
        throw noSuchPage(reading);
      const page = query.data.page ?? service.resumeAt(visitOf(res).enrolment, reading);
      await showPage(res, activity.of(res), page);
    },
  });

  route(router, '/a/:activityId/confirm', {
    guards,
    async post(req, res) {
      const { reading } = activity.of(res);
      const last = reading.pages.length;
      if (!confirmation.safeParse(req.body).success) {
        await showPage(res, activity.of(res), last, 'Tick the box if you have read all pages.');
      } else if (await service.confirm(visitOf(res).enrolment, reading)) {
        res.redirect(303, readingPagePath(reading.id, last));
      } else {
        await showPage(res, activity.of(res), last, 'Open the pages that are missing first.');
      }
    },
  });

  return router;
}

function noSuchPage(reading: Reading): AppError {
  return new AppError({
    id: 'not-found',
    status: 404,
    userMessage: {
      title: 'This reading has no such page',
      whatToDo: `It has ${reading.pages.length} pages. Open the reading from the course again.`,
    },
  });
}

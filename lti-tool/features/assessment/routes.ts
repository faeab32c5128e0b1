import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { Assessment, Module, Programme } from '../../content/programme';
import type { Attempt } from '../../domain/attempt';
import type { RequirementStatus } from '../../domain/completion';
import type { Enrolment } from '../../domain/enrolment';
import { countAnswered } from '../../domain/scoring';
import { AppError } from '../../errors';
import { activityGuard } from '../../web/activity-guard';
import { wantsJson } from '../../web/error-page';
import { formToken } from '../../web/form-token';
import type { ShowPage } from '../../web/pages';
import { attemptPath } from '../../web/paths';
import { route } from '../../web/route';
import { visitOf } from '../../web/visit';
import { parseAnswers } from './answers';
import { itemOrder } from './item-order';
import { resultPageModel } from './result-view-model';
import type { AssessmentService, Outcome, SentAnswers } from './service';
import { startPageModel } from './start-view-model';
import { attemptPageModel } from './view-model';

export interface AssessmentRoutesDependencies {
  readonly programme: Programme;
  readonly service: AssessmentService;
  readonly statusesOf: (
    enrolment: Enrolment,
    assessment: Assessment,
  ) => readonly RequirementStatus[];
  readonly requireVisit: RequestHandler;
  readonly show: ShowPage;
}

interface Place {
  readonly module: Module;
  readonly assessment: Assessment;
}

const sentForm = z.looseObject({
  attempt: z.string().max(100),
  version: z.coerce.number().int().min(1),
});

const STALE =
  'These answers were changed in another tab or on another device meanwhile. Nothing was overwritten there. Below are the answers of this tab: save again to keep these, or reload the page to see the others.';

/** `/a/<assessment>`: start, answer, submit, look back. */
export function assessmentRoutes(dependencies: AssessmentRoutesDependencies): Router {
  const { programme, service, statusesOf, requireVisit, show } = dependencies;
  const places = new Map(
    programme.modules.map((module) => [
      module.assessment.id,
      { module, assessment: module.assessment },
    ]),
  );
  const activity = activityGuard((id) => places.get(id));
  const guards = [activity.guard, requireVisit];
  const router = Router();

  function sentAnswers(req: Request, { assessment }: Place): SentAnswers {
    const { success, data } = sentForm.safeParse(req.body);
    if (!success) throw unreadable();
    const answers = parseAnswers(assessment.items, data);
    return { attemptId: data.attempt, version: data.version, answers };
  }

  function showAttempt(
    res: Response,
    place: Place,
    attempt: Attempt,
    extra: { notice?: string; showMissing?: boolean; status?: number } = {},
  ): void {
    const { status, ...more } = extra;
    show(res, {
      page: 'assessment/attempt',
      model: attemptPageModel({
        ...place,
        attempt,
        order: itemOrder(place.assessment, attempt.seed),
        formToken: formToken(visitOf(res).session),
        ...more,
      }),
      title: place.assessment.title,
      scripts: ['autosave.js'],
      ...(status && { status }),
    });
  }

  route(router, '/a/:activityId', {
    guards,
    async get(_req, res) {
      const place = activity.of(res);
      const { enrolment, session } = visitOf(res);
      const attempts = await service.attempts(enrolment, place.assessment);
      const [status] = statusesOf(enrolment, place.assessment);
      if (!status) throw new Error(`${place.assessment.id} is no requirement of this edition`);
      const model = startPageModel({
        ...place,
        attempts,
        status,
        formToken: formToken(session),
      });
      show(res, {
        page: 'assessment/start',
        model,
        title: model.title,
        scripts: ['local-time.js'],
      });
    },
  });

  route(router, '/a/:activityId/start', {
    guards,
    async post(_req, res) {
      const { assessment } = activity.of(res);
      const attempt = await service.start(visitOf(res).enrolment, assessment);
      res.redirect(303, attemptPath(assessment.id, attempt.number));
    },
  });

  route(router, '/a/:activityId/attempts/:number', {
    guards,
    async get(req, res) {
      const place = activity.of(res);
      const { enrolment, session } = visitOf(res);
      const attempts = await service.attempts(enrolment, place.assessment);
      const attempt = attempts.find(({ number }) => String(number) === req.params['number']);
      if (!attempt) throw unknownAttempt();
      const { submittedAt } = attempt;
      if (!submittedAt) {
        showAttempt(res, place, attempt);
        return;
      }
      const model = resultPageModel({
        ...place,
        attempt: { ...attempt, submittedAt },
        attempts,
        order: itemOrder(place.assessment, attempt.seed),
        formToken: formToken(session),
      });
      show(res, {
        page: 'assessment/result',
        model,
        title: model.title,
        scripts: ['local-time.js'],
      });
    },
  });

  function answerPage(res: Response, place: Place, sent: SentAnswers, outcome: Outcome): void {
    const { attempt } = outcome;
    switch (outcome.kind) {
      case 'submitted':
      case 'closed':
        res.redirect(303, attemptPath(place.assessment.id, attempt.number));
        return;
      case 'saved':
        showAttempt(res, place, attempt, { notice: 'Your answers are saved.' });
        return;
      case 'incomplete':
        showAttempt(res, place, attempt, { showMissing: true, status: 400 });
        return;
      case 'stale':
        showAttempt(
          res,
          place,
          { ...attempt, answers: sent.answers },
          { notice: STALE, status: 409 },
        );
    }
  }

  route(router, '/a/:activityId/answers', {
    guards,
    async post(req, res) {
      const place = activity.of(res);
      const sent = sentAnswers(req, place);
      const outcome = await service.save(visitOf(res).enrolment, place.assessment, sent);
      if (!outcome) throw unknownAttempt();
      if (wantsJson(req)) answerScript(res, place, outcome);
      else answerPage(res, place, sent, outcome);
    },
  });

  route(router, '/a/:activityId/submit', {
    guards,
    async post(req, res) {
      const place = activity.of(res);
      const sent = sentAnswers(req, place);
      const outcome = await service.submit(visitOf(res).enrolment, place.assessment, sent);
      if (!outcome) throw unknownAttempt();
      answerPage(res, place, sent, outcome);
    },
  });

  return router;
}

/** The answer to autosave.js. */
function answerScript(res: Response, { assessment }: Place, outcome: Outcome): void {
  res.set('Cache-Control', 'no-store');
  if (outcome.kind === 'saved') {
    const { version, answers } = outcome.attempt;
    res.json({ version, answered: countAnswered(assessment.items, answers) });
    return;
  }
  const message =
    outcome.kind === 'stale'
      ? 'Changed in another tab or on another device. Nothing was overwritten; reload to see it.'
      : 'This attempt was submitted already.';
  res.status(409).json({ message });
}

function unknownAttempt(): AppError {
  return new AppError({
    id: 'not-found',
    status: 404,
    userMessage: {
      title: 'There is no such attempt',
      whatToDo: 'Open the self-assessment from My progress, and choose one of the attempts there.',
    },
  });
}

function unreadable(): AppError {
  return new AppError({
    id: 'request-invalid',
    status: 400,
    userMessage: {
      title: 'The form arrived incomplete',
      whatToDo: 'Go back, reload the page, and send it again.',
    },
  });
}

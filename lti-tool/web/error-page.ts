import type { ErrorRequestHandler, Request } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { AppError } from '../errors';
import { sendText } from './send-text';
import type { Templates } from './templates';
import { originOf, wayBack } from './way-back';

/** The one place that logs an error and answers it, as a page for people or JSON for machines. */
export function errorPage(templates: Templates, logger: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const appError = asAppError(error);
    const reference = referenceOf(req);
    logger[appError.status >= 500 ? 'error' : 'info'](
      { requestId: reference, errorId: appError.id, detail: appError.detail, err: appError.cause },
      'request refused',
    );
    if (res.headersSent) {
      next(error);
      return;
    }
    res.status(appError.status).set('Cache-Control', 'no-store');
    const { title, whatToDo } = appError.userMessage;
    if (wantsJson(req)) {
      res.json({ error: appError.id, message: `${title}. ${whatToDo}`, reference });
      return;
    }
    const origin = originOf(res);
    const back = origin && wayBack(origin, { lti_errormsg: `${title}. ${whatToDo}` });
    const model = { title, whatToDo, reference };
    sendText(res, 'html', templates.page('errors/page', model, { title, back }));
  };
}

/** The id that ties a page to its lines in the log. */
function referenceOf(req: Request): string {
  return typeof req.id === 'string' ? req.id : '';
}

/** Whether the answer is for a script rather than a person. */
export function wantsJson(req: Request): boolean {
  return req.accepts(['html', 'json']) === 'json';
}

const httpError = z.object({ status: z.int().min(400).max(499), type: z.string().optional() });

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { data } = httpError.safeParse(error);
  if (data?.status === 413) {
    return new AppError({
      id: 'body-too-large',
      status: 413,
      userMessage: {
        title: 'That was too much to take in at once',
        whatToDo: 'Go back and shorten what you entered, then send it again.',
      },
    });
  }
  if (data) {
    return new AppError({
      id: 'request-invalid',
      status: data.status,
      userMessage: {
        title: 'The request could not be understood',
        whatToDo: 'Go back and try again. If it happens again, open the activity from the course.',
      },
      cause: error,
    });
  }
  return new AppError({
    id: 'internal',
    status: 500,
    userMessage: {
      title: 'Something went wrong on our side',
      whatToDo:
        'Please try again in a minute. Nothing that was saved is lost. If it happens again, tell your facilitator the reference below.',
    },
    cause: error,
  });
}

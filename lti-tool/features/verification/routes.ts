import { type RequestHandler, type Response, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import { parseCode } from '../../certificate/code';
import { AppError } from '../../errors';
import { wantsJson } from '../../web/error-page';
import type { ShowPage } from '../../web/pages';
import { VERIFY, VERIFY_FILE, verificationPath } from '../../web/paths';
import { route } from '../../web/route';
import { readUpload } from '../../web/upload';
import { fileVerificationJson, verificationJson } from './json';
import type { VerificationService } from './service';
import { verificationPageModel, type VerificationResult } from './view-model';

export interface VerificationRoutesDependencies {
  readonly service: VerificationService;
  readonly show: ShowPage;
}

/** Requests of one address in a minute: plenty for people, little for guessing. */
const LIMIT = 30;

/** A certificate has less than half of it, whatever the name and the logo. */
const LARGEST_FILE = 4_000_000;

/** What is echoed of a code that is none. */
const LONGEST_ECHO = 64;

const lookUpForm = z.object({ code: z.string().catch('') });

/**
 * `/verify`, `/verify/file` and `/verify/<code>`: public, and for people and machines. The form is
 * sent by POST, so that a mistyped code stands in no address.
 */
export function verificationRoutes({ service, show }: VerificationRoutesDependencies): Router {
  const guards = [limiter(), forEyesOnly];
  const router = Router();

  function showResult(res: Response, result: VerificationResult, status: number): void {
    const model = verificationPageModel(result);
    show(res, { page: 'verification/page', title: 'Check a certificate', model, status });
  }

  route(router, VERIFY, {
    guards,
    get(_req, res) {
      showResult(res, { kind: 'empty' }, 200);
    },
    post(req, res) {
      const { code: text } = lookUpForm.parse(req.body ?? {});
      const code = parseCode(text);
      if (code !== undefined) res.redirect(303, verificationPath(code));
      else showResult(res, { kind: 'malformed', code: text.slice(0, LONGEST_ECHO) }, 400);
    },
    withoutFormToken: true,
  });

  route(router, VERIFY_FILE, {
    guards,
    async post(req, res) {
      const file = await readUpload(req, { field: 'file', largest: LARGEST_FILE });
      if (!file) {
        if (wantsJson(req)) res.status(400).json({ file: null });
        else showResult(res, { kind: 'no-file' }, 400);
        return;
      }
      const result = await service.verifyFile(file);
      if (wantsJson(req)) res.json(fileVerificationJson(result));
      else showResult(res, result, 200);
    },
    withoutFormToken: true,
  });

  route(router, `${VERIFY}/:code`, {
    guards,
    async get(req, res) {
      const { code } = req.params;
      const text = typeof code === 'string' ? code.slice(0, LONGEST_ECHO) : '';
      const result = await service.verify(text);
      const status = result.kind === 'found' ? 200 : 404;
      if (wantsJson(req)) res.status(status).json(verificationJson(result));
      else showResult(res, result, status);
    },
  });

  return router;
}

/** Names stand here: no search engine, no cache. */
const forEyesOnly: RequestHandler = (_req, res, next) => {
  res.set({ 'X-Robots-Tag': 'noindex, nofollow', 'Cache-Control': 'no-store', Vary: 'Accept' });
  next();
};

function limiter(): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: LIMIT,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_req, _res, next) => {
      next(
        new AppError({
          id: 'too-many-requests',
          status: 429,
          userMessage: {
            title: 'Too many certificates were checked from here',
            whatToDo: 'Wait a minute, then try again.',
          },
        }),
      );
    },
  });
}

import { Router, text } from 'express';
import type { Request } from 'express';
import type { Platform } from '../platform';
import { queryOf } from '../request-parameters';
import type { Site } from '../site';
import { sendAnswer } from './send-answer';
import type { ServiceRequest } from './service';

/** AGS and NRPS. */
export function serviceRoutes(site: Site, { services }: Platform): Router {
  const router = Router();
  router.use(site.profile.paths.services, text({ type: () => true, limit: '256kb' }));
  router.use(site.profile.paths.services, async (req, res) => {
    const request = readRequest(req);
    await sendAnswer(site, services.nameAt(request.path), { req, res }, () =>
      services.answer(site, request),
    );
  });
  return router;
}

function readRequest(req: Request): ServiceRequest {
  const body: unknown = req.body;
  return {
    method: req.method,
    url: req.originalUrl,
    path: req.path,
    query: queryOf(req),
    accept: req.headers.accept,
    contentType: req.headers['content-type']?.split(';', 1)[0]?.trim() ?? '',
    authorization: req.headers.authorization,
    body: typeof body === 'string' ? body : '',
  };
}

import { Router, text } from 'express';
import type { Request } from 'express';
import type { Site } from '../site';
import { answerService, resourceAt } from './dispatch';
import { sendAnswer } from './send-answer';
import type { ServiceRequest } from './service';

/** Everything below services.php: AGS and NRPS. */
export function serviceRoutes(site: Site): Router {
  const router = Router();
  router.use(site.profile.paths.services, text({ type: () => true, limit: '256kb' }));
  router.use(site.profile.paths.services, async (req, res) => {
    const request = readRequest(req);
    await sendAnswer(site, resourceAt(request.path)?.name, { req, res }, () =>
      answerService(site, request),
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
    query: new URL(req.originalUrl, 'http://practice.invalid').searchParams,
    accept: req.headers.accept,
    contentType: req.headers['content-type']?.split(';', 1)[0]?.trim() ?? '',
    authorization: req.headers.authorization,
    body: typeof body === 'string' ? body : '',
  };
}

import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/**
 * One structured line a request: method, the route's pattern, status and time. Addresses, queries,
 * headers and bodies stay out: they may hold codes, tokens and personal data.
 */
export function requestLog(logger: Logger): RequestHandler {
  const log = pinoHttp<Request, Response>({
    logger,
    genReqId: () => randomUUID(),
    serializers: { req: () => undefined, res: () => undefined },
    customSuccessObject: (req, res, value: object) => ({ ...value, ...summary(req, res) }),
    customErrorObject: (req, res, _error, value: object) => ({ ...value, ...summary(req, res) }),
    customLogLevel: (_req, res) => (res.statusCode >= 500 ? 'error' : 'info'),
    autoLogging: { ignore: (req) => req.path === '/healthz' || req.path.startsWith('/assets/') },
  });
  return (req, res, next) => {
    log(req, res, next);
  };
}

function summary(req: Request, res: Response): Record<string, unknown> {
  const route = (req.route as { path?: string } | undefined)?.path;
  return { method: req.method, route: route ?? 'none', status: res.statusCode, requestId: req.id };
}

import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';

declare module 'http' {
  interface IncomingMessage {
    /** Ties what a person is shown to the lines of the log. */
    id: string;
  }
}

/**
 * One structured line a request: method, the route's pattern, status and time. Addresses, queries,
 * headers and bodies stay out: they may hold codes, tokens and personal data.
 */
export function requestLog(logger: Logger): RequestHandler {
  return (req, res, next) => {
    req.id = randomUUID();
    if (req.path !== '/healthz' && !req.path.startsWith('/assets/')) {
      const start = performance.now();
      res.once('close', () => {
        const isFault = res.statusCode >= 500;
        logger[isFault ? 'error' : 'info'](
          { ...summary(req, res), responseTime: Math.round(performance.now() - start) },
          res.writableFinished ? 'request completed' : 'request aborted',
        );
      });
    }
    next();
  };
}

function summary(req: Request, res: Response): Record<string, unknown> {
  const route = (req.route as { path?: string } | undefined)?.path;
  return { method: req.method, route: route ?? 'none', status: res.statusCode, requestId: req.id };
}

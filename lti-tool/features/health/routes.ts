import { Router } from 'express';
import type { Logger } from 'pino';
import { route } from '../../web/route';

/** `/healthz`: the process runs. `/readyz`: it can also serve, since its store answers. */
export function healthRoutes(ping: () => Promise<void>, logger: Logger): Router {
  const router = Router();
  route(router, '/healthz', {
    guards: [],
    get(_req, res) {
      res.json({ status: 'ok' });
    },
  });
  route(router, '/readyz', {
    guards: [],
    async get(_req, res) {
      try {
        await ping();
        res.json({ status: 'ready' });
      } catch (error) {
        logger.error({ err: error }, 'the store does not answer');
        res.status(503).json({ status: 'the store does not answer' });
      }
    },
  });
  return router;
}

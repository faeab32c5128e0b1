import { Router } from 'express';
import type { Programme } from '../../content/programme';
import { route } from '../../web/route';
import { sendText } from '../../web/send-text';

/**
 * `/figures/<hash>-name.svg`: the drawings of the readings. Public, since they hold nothing
 * personal, and cached for good, since an address changes with its content.
 */
export function figureRoutes({ modules }: Programme): Router {
  const figures = modules.flatMap((module) => module.figures);
  const byAddress = new Map(figures.map(({ address, svg }) => [address, svg]));
  const router = Router();
  route(router, '/figures/:file', {
    guards: [],
    get(req, res, next) {
      const svg = byAddress.get(req.path);
      if (svg === undefined) {
        next('route');
        return;
      }
      res.set('Cache-Control', 'public, max-age=31536000, immutable');
      sendText(res, 'image/svg+xml', svg);
    },
  });
  return router;
}

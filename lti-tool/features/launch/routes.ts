import { type RequestHandler, Router } from 'express';
import { route } from '../../web/route';

/** What stands around launches; comes before the features' own routes. */
export function launchRoutes({ requireVisit }: { readonly requireVisit: RequestHandler }): Router {
  const router = Router();
  // For every method: Express would answer OPTIONS by itself for a route with one.
  router.all(['/', '/a/:activityId'], answerMoodle);
  // A page that stays open asks for a fresh token: page-visits.ts puts it into the answer.
  route(router, '/visit', {
    guards: [requireVisit],
    post(_req, res) {
      res.status(204).set('Cache-Control', 'no-store').end();
    },
  });
  return router;
}

/**
 * When a teacher saves an activity, Moodle itself GETs its address (without anybody's session) and
 * looks at what comes back: that is no visit without permission.
 */
const answerMoodle: RequestHandler = (req, res, next) => {
  if (req.method !== 'GET' || !/^MoodleBot\//.test(req.get('User-Agent') ?? '')) {
    next();
    return;
  }
  res.type('text/plain').send('This training is opened from a course in the learning platform.\n');
};

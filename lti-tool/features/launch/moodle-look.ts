import { Router } from 'express';

/**
 * When a teacher saves an activity, Moodle itself GETs its address (without anybody's session) and
 * looks at what comes back: that is no visit without permission.
 */
export function moodleLook(): Router {
  const router = Router();
  router.get(['/', '/a/:activityId'], (req, res, next) => {
    if (!/^MoodleBot\//.test(req.get('User-Agent') ?? '')) {
      next();
      return;
    }
    res
      .type('text/plain')
      .send('This training is opened from a course in the learning platform.\n');
  });
  return router;
}

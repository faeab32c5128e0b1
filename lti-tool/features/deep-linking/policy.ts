import type { RequestHandler } from 'express';
import { requireStaff, visitOf } from '../../web/visit';

/**
 * Lets through whoever may add activities: staff, and everyone whose visit began with a request for
 * activities, for the launch let only those in who prepare the course. Comes after requireVisit.
 */
export const requirePreparer: RequestHandler = (req, res, next) => {
  if (visitOf(res).session.deepLinking) next();
  else requireStaff(req, res, next);
};

import type { RequestHandler } from 'express';
import { AppError } from '../../errors';
import { visitOf } from '../../web/visit';

/**
 * Lets only administrators of the platform through, whose newest launch still says so. Comes after
 * requireVisit.
 */
export const requireAdministrator: RequestHandler = (_req, res, next) => {
  const { session, enrolment } = visitOf(res);
  if (session.role !== 'administrator' || enrolment.role !== 'administrator') {
    throw new AppError({
      id: 'not-allowed',
      status: 403,
      userMessage: {
        title: 'This page is for administrators of the learning platform',
        whatToDo:
          'If you are one, open an activity of this training from a course, signed in to the platform as administrator.',
      },
    });
  }
  next();
};

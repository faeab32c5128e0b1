import type { RequestHandler } from 'express';
import { AppError } from '../errors';

/** The end of the line for every address that no feature knows. */
export const notFound: RequestHandler = (req) => {
  const activity = req.path.startsWith('/a/');
  throw new AppError({
    id: activity ? 'activity-unknown' : 'not-found',
    status: 404,
    userMessage: activity
      ? {
          title: 'This training has no such activity',
          whatToDo:
            'The link in the course may be out of date. Ask your facilitator to add the activity again.',
        }
      : {
          title: 'There is no such page',
          whatToDo: 'Check the address, or open the activity from the course.',
        },
  });
};

import type { RequestHandler, Response } from 'express';

/** Lets a route on `/a/:activityId` answer only for the activities that it knows. */
export interface ActivityGuard<T> {
  readonly guard: RequestHandler;
  /** The activity that the guard found for this request. */
  of(res: Response): T;
}

/** @param find the feature's activity of that id; undefined hands the request to the next feature. */
export function activityGuard<T extends object>(
  find: (id: string) => T | undefined,
): ActivityGuard<T> {
  const found = new WeakMap<Response, T>();
  return {
    guard(req, res, next) {
      const { activityId } = req.params;
      const activity = typeof activityId === 'string' ? find(activityId) : undefined;
      if (!activity) {
        next('route');
        return;
      }
      found.set(res, activity);
      next();
    },
    of(res) {
      const activity = found.get(res);
      if (!activity) throw new Error('the route is not behind its activity guard');
      return activity;
    },
  };
}

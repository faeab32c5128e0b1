import type { Request, RequestHandler, Response } from 'express';
import { mayEdit } from './content/may-edit';
import { errorPage } from './pages/layout';
import type { Person } from './people';
import { formOf } from './request-parameters';
import { signedIn } from './signed-in';
import type { Site } from './site';

/**
 * For those who may edit the course, and forms of their own pages.
 * @param act answers whether there is such a thing.
 */
export function asEditor(
  site: Site,
  act: (req: Request, res: Response, person: Person) => boolean | Promise<boolean>,
): RequestHandler {
  return async (req, res, next) => {
    const person = signedIn(site, req);
    if (!person) {
      res.redirect(303, '/');
      return;
    }
    const mayPost = req.method === 'GET' || formOf(req).get('sesskey') === site.sessionKey(person);
    if (!mayEdit(person) || !mayPost) {
      const advice = 'Only a facilitator or an administrator can do this, from a page of theirs.';
      res.status(403).send(errorPage('You cannot edit this course', advice, person));
      return;
    }
    if (!(await act(req, res, person))) next();
  };
}

import { Router } from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { mayEdit } from './content/may-edit';
import { errorPage } from './pages/layout';
import { selectPage } from './pages/select-page';
import type { Person } from './people';
import type { Platform } from './platform';
import { formBody, formOf } from './request-parameters';
import { signedIn } from './signed-in';
import type { Site } from './site';

/** What a facilitator does with a course: choose content, add it, copy the course. */
export function editingRoutes(site: Site, platform: Platform): Router {
  const router = Router();

  const asEditor =
    (
      act: (req: Request, res: Response, person: Person) => boolean | Promise<boolean>,
    ): RequestHandler =>
    async (req, res, next) => {
      const person = signedIn(site, req);
      if (!person) {
        res.redirect(303, '/');
        return;
      }
      const mayPost =
        req.method === 'GET' || formOf(req).get('sesskey') === site.sessionKey(person);
      if (!mayEdit(person) || !mayPost) {
        const advice = 'Only a facilitator or an administrator can do this, from a page of theirs.';
        res.status(403).send(errorPage('You cannot edit this course', advice, person));
        return;
      }
      if (!(await act(req, res, person))) next();
    };

  router.get(
    '/select/:course/:tool',
    asEditor(({ params, query }, res, person) => {
      const course = site.courses.course(String(params['course']));
      const tool = site.tools.working(String(params['tool']));
      const place = platform.contentPlaces.find(
        ({ placement }) => placement === query['placement'] && tool?.placements.includes(placement),
      );
      if (!course || !tool || !place) return false;
      res.send(selectPage(platform, person, { course, tool, place }));
      return true;
    }),
  );
  router.post(
    '/selections/:id',
    formBody,
    asEditor(async ({ params }, res, person) => {
      const selection = site.selections.take(String(params['id']));
      if (selection?.userId !== person.id) return false;
      await platform.added(site, site.addActivities(selection.activities));
      res.redirect(303, `/course?id=${selection.courseId}`);
      return true;
    }),
  );
  router.post(
    '/course/:course/copy',
    formBody,
    asEditor(({ params }, res) => {
      const course = site.courses.course(String(params['course']));
      if (!course) return false;
      res.redirect(303, `/course?id=${site.copyCourse(course).id}`);
      return true;
    }),
  );
  return router;
}

import { Router } from 'express';
import { asEditor } from './as-editor';
import { selectPage } from './pages/select-page';
import type { Platform } from './platform';
import { formBody } from './request-parameters';
import type { Site } from './site';

/** What a facilitator does with a course: choose content, add it, copy the course. */
export function editingRoutes(site: Site, platform: Platform): Router {
  const router = Router();
  router.get(
    '/select/:course/:tool',
    asEditor(site, ({ params, query }, res, person) => {
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
    asEditor(site, async ({ params }, res, person) => {
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
    asEditor(site, ({ params }, res) => {
      const course = site.courses.course(String(params['course']));
      if (!course) return false;
      res.redirect(303, `/course?id=${site.copyCourse(course).id}`);
      return true;
    }),
  );
  return router;
}

import { Router } from 'express';
import type { Request } from 'express';
import { asEditor } from './as-editor';
import type { Link } from './course';
import { attemptsPage } from './pages/attempts-page';
import { formBody, formOf } from './request-parameters';
import type { Site } from './site';

/** How often people may submit in an activity: a facilitator decides. */
export function attemptsRoutes(site: Site): Router {
  const router = Router();
  const path = '/activity/:activity/attempts';
  router.get(
    path,
    asEditor(site, (req, res, person) => {
      const link = gradedLink(site, req);
      if (link) res.send(attemptsPage(site, person, link));
      return link !== undefined;
    }),
  );
  router.post(
    path,
    formBody,
    asEditor(site, (req, res, person) => {
      const link = gradedLink(site, req);
      if (!link) return false;
      const value = formOf(req).get('attempts')?.trim() ?? '';
      if (!/^([1-9]\d{0,2})?$/.test(value)) {
        const message = 'Enter a whole number from 1 to 999, or nothing.';
        res.status(400).send(attemptsPage(site, person, link, { value, message }));
        return true;
      }
      site.courses.allowAttempts(link, value === '' ? null : Number(value));
      res.redirect(303, `/activity/${encodeURIComponent(link.id)}`);
      return true;
    }),
  );
  return router;
}

function gradedLink(site: Site, { params }: Request): Link | undefined {
  const link = site.courses.link(String(params['activity']));
  return link?.scoreMaximum === undefined ? undefined : link;
}

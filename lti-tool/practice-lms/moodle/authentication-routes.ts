import { Router } from 'express';
import type { Request, Response } from 'express';
import { errorPage, selfPostingForm } from '../pages/layout';
import { formBody, formOf, queryOf } from '../request-parameters';
import { signedIn } from '../signed-in';
import type { Site } from '../site';
import { authenticate } from './authentication';

/** auth.php. */
export function authenticationRoutes(site: Site): Router {
  const { auth } = site.profile.paths;
  const router = Router();
  router.get(auth, (req, res) => {
    sendAuthentication(site, { req, res }, new URLSearchParams());
  });
  router.post(auth, formBody, (req, res) => {
    sendAuthentication(site, { req, res }, formOf(req));
  });
  return router;
}

function sendAuthentication(
  site: Site,
  { req, res }: { req: Request; res: Response },
  posted: URLSearchParams,
): void {
  const request = new URLSearchParams([...queryOf(req), ...posted]);
  const person = signedIn(site, req);
  if (!person && !request.has('repost')) {
    // Moodle's answer to a browser that did not send its cookie: try once more, from its own page.
    const form = { name: 'autopostme', action: req.originalUrl };
    res.send(selfPostingForm(form, { ...Object.fromEntries(posted), repost: 'true' }));
    return;
  }
  if (!person) {
    res.redirect(303, '/');
    return;
  }
  const form = authenticate(site, person, request);
  if (!form) {
    const advice = 'The tool asked for something that this platform does not allow.';
    res.status(404).send(errorPage('Invalid request', advice, person));
    return;
  }
  res.send(selfPostingForm({ name: 'ltiAuthForm', action: form.action }, form.fields));
}

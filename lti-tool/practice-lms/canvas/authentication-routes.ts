import { Router } from 'express';
import type { Request, Response } from 'express';
import { errorPage, selfPostingForm } from '../pages/layout';
import { formBody, formOf, queryOf } from '../request-parameters';
import { signedIn } from '../signed-in';
import type { Site } from '../site';
import { authenticate } from './authentication';

/** On the site of the institution, where its session is. */
const AUTHORIZE = '/api/lti/authorize';

/** The address that every tool is given, and the one to which it leads. */
export function authenticationRoutes(site: Site): Router {
  const { auth } = site.profile.paths;
  const router = Router();
  router.get(auth, (req, res) => {
    res.redirect(`${AUTHORIZE}?${queryOf(req).toString()}`);
  });
  router.post(auth, formBody, (req, res) => {
    const request = new URLSearchParams([...queryOf(req), ...formOf(req)]);
    res.redirect(303, `${AUTHORIZE}?${request.toString()}`);
  });
  router.get(AUTHORIZE, (req, res) => {
    authorize(site, req, res);
  });
  return router;
}

function authorize(site: Site, req: Request, res: Response): void {
  const person = signedIn(site, req);
  const answer = authenticate(site, person, queryOf(req));
  if ('rejected' in answer) {
    const advice = 'The tool asked for something that this platform does not allow.';
    res.status(400).send(errorPage(answer.rejected, advice, person));
    return;
  }
  const form = { name: 'authorizeForm', action: answer.action };
  res.send(selfPostingForm(form, answer.fields));
}

import { Router } from 'express';
import { selfPostingForm } from './pages/layout';
import type { Platform } from './platform';
import { formBody, formOf } from './request-parameters';
import { sendAnswer } from './services/send-answer';
import { signedIn } from './signed-in';
import type { Site } from './site';

/** The platform's side of a launch: login initiation, authentication, key set, access tokens. */
export function ltiRoutes(site: Site, platform: Platform): Router {
  const { paths } = site.profile;
  const router = Router();

  router.get('/launch/:activity', (req, res, next) => {
    const person = signedIn(site, req);
    const link = site.link(req.params.activity);
    if (!link) {
      next();
      return;
    }
    if (!person) {
      res.redirect(303, '/');
      return;
    }
    const target = req.query['target'] === 'window' ? 'window' : 'iframe';
    const form = { name: 'ltiInitiateLoginForm', action: site.tool.loginUrl };
    res.send(selfPostingForm(form, platform.beginLaunch(site, person, { link, target })));
  });

  router.use(platform.authenticationRoutes(site));
  router.get(paths.keys, (_req, res) => {
    res.type('json').send(JSON.stringify({ keys: [site.key.jwk] }, null, 4));
  });
  router.all(paths.token, formBody, async (req, res) => {
    const contentType = req.headers['content-type']?.split(';', 1)[0] ?? '';
    const request = { method: req.method, contentType, form: formOf(req) };
    await sendAnswer(site, 'token', { req, res }, () => platform.answerToken(site, request));
  });
  return router;
}

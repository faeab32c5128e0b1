import { Router, text } from 'express';
import type { Request, Response } from 'express';
import { authenticate } from './authentication';
import { errorPage, selfPostingForm } from './pages/layout';
import { sendAnswer } from './services/send-answer';
import { signedIn } from './signed-in';
import type { Site } from './site';
import { answerToken } from './token-endpoint';

const FORM = 'application/x-www-form-urlencoded';

/** The platform's side of a launch: login initiation, auth.php, certs.php, token.php. */
export function ltiRoutes(site: Site): Router {
  const { paths } = site.profile;
  const router = Router();
  const formBody = text({ type: FORM, limit: '64kb' });

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
    const launchid = site.launches.begin({ link, target, userId: person.id });
    const form = { name: 'ltiInitiateLoginForm', action: site.tool.loginUrl };
    res.send(
      selfPostingForm(form, {
        iss: site.profile.issuer(site.baseUrl),
        target_link_uri: site.tool.targetLinkUri(link.id),
        login_hint: person.id,
        lti_message_hint: JSON.stringify({ cmid: link.moduleId, launchid }),
        client_id: site.profile.clientId,
        lti_deployment_id: site.profile.deploymentId,
      }),
    );
  });

  router.get(paths.auth, (req, res) => {
    sendAuthentication(site, { req, res }, queryOf(req));
  });
  router.post(paths.auth, formBody, (req, res) => {
    sendAuthentication(site, { req, res }, new URLSearchParams([...queryOf(req), ...formOf(req)]));
  });
  router.get(paths.keys, (_req, res) => {
    res.type('json').send(JSON.stringify({ keys: [site.key.jwk] }, null, 4));
  });
  router.all(paths.token, formBody, async (req, res) => {
    const contentType = req.headers['content-type']?.split(';', 1)[0] ?? '';
    const request = { method: req.method, contentType, form: formOf(req) };
    await sendAnswer(site, 'token', { req, res }, () => answerToken(site, request));
  });
  return router;
}

function sendAuthentication(
  site: Site,
  { req, res }: { req: Request; res: Response },
  request: URLSearchParams,
): void {
  const person = signedIn(site, req);
  if (!person && !request.has('repost')) {
    // Moodle's answer to a browser that did not send its cookie: try once more, from its own page.
    const form = { name: 'autopostme', action: site.profile.paths.auth };
    res.send(selfPostingForm(form, { ...Object.fromEntries(request), repost: 'true' }));
    return;
  }
  if (!person) {
    res.redirect(303, '/');
    return;
  }
  const fields = authenticate(site, person, request);
  if (!fields) {
    const advice = 'The tool asked for something that this platform does not allow.';
    res.status(404).send(errorPage('Invalid request', advice, person));
    return;
  }
  res.send(selfPostingForm({ name: 'ltiAuthForm', action: site.tool.launchUrl }, fields));
}

function queryOf(req: Request): URLSearchParams {
  return new URL(req.originalUrl, 'http://practice.invalid').searchParams;
}

function formOf(req: Request): URLSearchParams {
  const body: unknown = req.body;
  return new URLSearchParams(typeof body === 'string' ? body : '');
}

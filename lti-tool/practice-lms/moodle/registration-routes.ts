import { Router, text } from 'express';
import type { Request, Response } from 'express';
import { errorPage } from '../pages/layout';
import { bearerOf, readRegistrationToken } from '../registration/token';
import { parsed } from '../services/service';
import type { Site } from '../site';
import { openidConfiguration } from './configuration';
import { phpJson } from './php';
import {
  RegistrationRefusal,
  readRequest,
  registeredTool,
  registrationAnswer,
} from './registration';

/** openid-configuration.php and openid-registration.php. */
export function registrationRoutes(site: Site): Router {
  const { configuration, registration } = site.profile.paths;
  const router = Router();
  router.get(configuration, (_req, res) => {
    res.type('json').send(JSON.stringify(openidConfiguration(site), null, 4));
  });
  router.post(registration, text({ type: () => true, limit: '256kb' }), (req, res) => {
    try {
      register(site, req, res);
    } catch (error) {
      if (!(error instanceof RegistrationRefusal)) throw error;
      res.status(error.status).type('html').send(error.message);
    }
  });
  // Only a tool that has registered may look, by the token that it used; nothing here keeps that.
  router.get(registration, (_req, res) => {
    res.status(404).send(errorPage('Invalid request', 'There is no such registration.'));
  });
  return router;
}

/** @throws RegistrationRefusal */
function register(site: Site, req: Request, res: Response): void {
  const token = bearerOf(req.headers.authorization);
  if (token === undefined) throw new RegistrationRefusal(401, 'missing_registration_token');
  const clientId = readRegistrationToken(site, token);
  if (clientId === undefined) {
    res.status(404).send(errorPage('Exception - Wrong number of segments', 'Start again.'));
    return;
  }
  if (site.tools.get(clientId)) throw new RegistrationRefusal(401, 'token_already_used');
  const request = readRequest(parsed(typeof req.body === 'string' ? req.body : ''));
  const deploymentId = site.profile.newDeploymentId(site.tools.all.length + 1);
  const tool = registeredTool(request, { clientId, deploymentId });
  site.tools.put(tool);
  res.type('json').send(phpJson(registrationAnswer(request, tool)));
}

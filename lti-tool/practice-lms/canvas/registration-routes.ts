import { Router, text } from 'express';
import type { Request, RequestHandler } from 'express';
import { bearerOf, readRegistrationToken } from '../registration/token';
import { parsed } from '../services/service';
import type { Site } from '../site';
import { openidConfiguration } from './configuration';
import { readRequest, registeredTool, registrationAnswer } from './registration';

/** Configuration and registration: both take only the token of a registration that was begun. */
export function registrationRoutes(site: Site): Router {
  const { configuration, registration } = site.profile.paths;
  const router = Router();

  const needsToken: RequestHandler = (req, res, next) => {
    if (clientIdOf(site, req) !== undefined) next();
    else res.status(401).json({ errors: [{ message: 'Invalid registration token' }] });
  };

  router.get(configuration, needsToken, (_req, res) => {
    res.json(openidConfiguration(site));
  });
  const body = text({ type: () => true, limit: '256kb' });
  router.post(registration, needsToken, body, (req, res) => {
    const clientId = clientIdOf(site, req) ?? '';
    const read = readRequest(parsed(typeof req.body === 'string' ? req.body : ''));
    if ('problems' in read) {
      res.status(422).json({ errors: read.problems.map((message) => ({ message })) });
      return;
    }
    const tool = registeredTool(read.request, clientId);
    site.tools.put(tool);
    const configUrl = `${site.baseUrl}/tools/${clientId}`;
    res.json(registrationAnswer(tool, read.sent, configUrl));
  });
  return router;
}

/** The client id that goes with the token, unless a tool has it already. */
function clientIdOf(site: Site, { headers }: Request): string | undefined {
  const clientId = readRegistrationToken(site, bearerOf(headers.authorization) ?? '');
  return site.tools.get(clientId) ? undefined : clientId;
}

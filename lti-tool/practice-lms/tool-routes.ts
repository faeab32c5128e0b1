import { Router } from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { confirmToolPage } from './pages/confirm-tool-page';
import { errorPage } from './pages/layout';
import { CLOSING, CLOSING_PATH, registrationPage } from './pages/registration-page';
import { toolsPage } from './pages/tools-page';
import type { Person } from './people';
import type { Platform } from './platform';
import { formBody, formOf } from './request-parameters';
import { signedIn } from './signed-in';
import type { Site } from './site';
import type { Shared, Tool } from './tools';

const SHARED: readonly string[] = ['all', 'name', 'email', 'none'] satisfies Shared[];

/** What an administrator does with tools: add one by its link, switch it on. */
export function toolRoutes(site: Site, platform: Platform): Router {
  const router = Router();

  const asAdministrator =
    (act: (req: Request, res: Response, person: Person) => void): RequestHandler =>
    (req, res) => {
      const person = signedIn(site, req);
      if (!person) {
        res.redirect(303, '/');
        return;
      }
      const mayPost =
        req.method === 'GET' || formOf(req).get('sesskey') === site.sessionKey(person);
      if (person.role === 'administrator' && mayPost) {
        act(req, res, person);
        return;
      }
      const advice = 'Change the person: only an administrator of the platform can add tools.';
      res.status(403).send(errorPage('This is for administrators', advice, person));
    };

  router.get(CLOSING_PATH, (_req, res) => {
    res.type('js').send(CLOSING);
  });
  router.get(
    '/tools',
    asAdministrator((_req, res, person) => {
      res.send(toolsPage(site, platform, person));
    }),
  );
  router.post(
    '/tools',
    formBody,
    asAdministrator((req, res, person) => {
      const value = formOf(req).get('registration_url')?.trim() ?? '';
      const address = registrationAddress(site, platform, value);
      if (!address) {
        const message = 'Enter the whole link, with https:// or http:// at its beginning.';
        res.status(400).send(toolsPage(site, platform, person, { value, message }));
        return;
      }
      allowFrame(res, address.origin);
      res.send(registrationPage(person, address.href));
    }),
  );
  router.get(
    '/tools/:clientId',
    asAdministrator((req, res, person) => {
      const tool = pendingTool(site, req);
      if (tool && platform.approval === 'confirm') {
        res.send(confirmToolPage(site, platform, { person, tool }));
      } else {
        res.redirect(303, '/tools');
      }
    }),
  );
  router.post(
    '/tools/:clientId/activate',
    formBody,
    asAdministrator((req, res) => {
      const tool = pendingTool(site, req);
      if (tool) {
        const decided = platform.approval === 'confirm' ? confirmed(site, tool, formOf(req)) : tool;
        site.tools.put({ ...decided, state: 'active' });
      }
      res.redirect(303, '/tools');
    }),
  );
  return router;
}

function pendingTool(site: Site, { params }: Request): Tool | undefined {
  const tool = site.tools.get(String(params['clientId']));
  return tool?.state === 'pending' ? tool : undefined;
}

/** Where the tool registers, with what it needs for that (Dynamic Registration 1.0 §3.3). */
function registrationAddress(site: Site, platform: Platform, link: string): URL | undefined {
  if (!URL.canParse(link) || !/^https?:$/.test(new URL(link).protocol)) return undefined;
  const address = new URL(link);
  const { configuration } = site.profile.paths;
  address.searchParams.set('openid_configuration', `${site.baseUrl}${configuration}`);
  address.searchParams.set('registration_token', platform.registrationToken(site));
  return address;
}

/** The tool is not known yet: its frame is allowed on this page alone. */
function allowFrame(res: Response, origin: string): void {
  const policy = String(res.getHeader('Content-Security-Policy'));
  res.set('Content-Security-Policy', policy.replace('frame-src', `frame-src ${origin}`));
}

/** The tool as the administrator has cut it, with a deployment of its own. */
function confirmed(site: Site, tool: Tool, form: URLSearchParams): Tool {
  const left = (name: string, all: readonly string[]): readonly string[] =>
    all.filter((value) => form.getAll(name).includes(value));
  const shared = form.get('shared') ?? '';
  return {
    ...tool,
    deploymentId: site.profile.newDeploymentId(site.tools.all.length),
    scopes: left('scope', tool.scopes),
    placements: left('placement', tool.placements),
    shared: SHARED.includes(shared) ? (shared as Shared) : tool.shared,
  };
}

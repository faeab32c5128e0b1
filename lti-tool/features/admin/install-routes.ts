import { type Response, Router } from 'express';
import { z } from 'zod';
import type { ShowPage } from '../../web/pages';
import { CANVAS_KEY, INSTALL, INSTALL_PLATFORM } from '../../web/paths';
import { route } from '../../web/route';
import { INVITATION, type InstallService } from './install-service';
import {
  connectedPageModel,
  connectPageModel,
  installPageModel,
  type ToolFacts,
} from './install-view-model';
import {
  type FieldProblem,
  type PlatformDraft,
  readPlatformDraft,
  valuesOf,
} from './platform-values';

export interface InstallRoutesDependencies {
  readonly service: InstallService;
  readonly tool: ToolFacts;
  /** The JSON of the key that a Canvas administrator makes. */
  readonly canvasKey: object;
  readonly show: ShowPage;
}

const EMPTY = readPlatformDraft({});
const invitationForm = z.object({ [INVITATION]: z.string().trim().catch('') });

/**
 * `/install` for everyone, `/install/platform` for the administrator of a platform that nobody can
 * launch from yet: an invitation stands in place of a visit. It is sent by POST, so that it stands
 * in no address, and who has none can forge no such form: it needs no form token.
 */
export function installRoutes(dependencies: InstallRoutesDependencies): Router {
  const { service, tool, canvasKey, show } = dependencies;
  const router = Router();

  function showForm(
    res: Response,
    invitation: string,
    draft: PlatformDraft,
    problems: readonly FieldProblem[],
  ): void {
    const model = connectPageModel(invitation, draft, problems);
    const status = problems.length > 0 ? 400 : 200;
    show(res, { page: 'admin/connect', title: 'Connect a platform by hand', model, status });
  }

  route(router, INSTALL, {
    guards: [],
    get(_req, res) {
      const model = installPageModel(tool, canvasKey);
      show(res, { page: 'admin/install', title: model.title, model, scripts: ['copy.js'] });
    },
  });

  route(router, CANVAS_KEY, {
    guards: [],
    get(_req, res) {
      res.set('Cache-Control', 'public, max-age=300').json(canvasKey);
    },
  });

  route(router, INSTALL_PLATFORM, {
    guards: [],
    get(_req, res) {
      showForm(res, '', EMPTY, []);
    },
    async post(req, res) {
      const { [INVITATION]: invitation } = invitationForm.parse(req.body ?? {});
      const draft = readPlatformDraft(req.body);
      const outcome = await service.connect(invitation, valuesOf(draft));
      if ('problems' in outcome) {
        showForm(res, invitation, draft, outcome.problems);
        return;
      }
      const model = connectedPageModel(outcome.registration.name);
      show(res, { page: 'admin/connected', title: 'The platform is connected', model });
    },
    withoutFormToken: true,
  });

  return router;
}

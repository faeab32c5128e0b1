import { type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { formToken } from '../../web/form-token';
import type { ShowPage } from '../../web/pages';
import {
  ADMIN,
  ADMIN_CONNECTION,
  ADMIN_INVITATION,
  ADMIN_KEYS,
  ADMIN_PLATFORM,
  ADMIN_SWITCH_OFF,
} from '../../web/paths';
import { route } from '../../web/route';
import { visitOf } from '../../web/visit';
import { connectionPageModel } from './connection-view-model';
import {
  type FieldProblem,
  type PlatformDraft,
  readPlatformDraft,
  valuesOf,
} from './platform-values';
import { requireAdministrator } from './policy';
import type { AdminService } from './service';
import {
  adminPageModel,
  draftOf,
  newInvitationPageModel,
  platformPageModel,
  SWITCH_OFF_CONFIRMATION,
} from './view-model';

export interface AdminRoutesDependencies {
  readonly service: AdminService;
  readonly requireVisit: RequestHandler;
  readonly show: ShowPage;
}

const NOTICES = {
  keys: 'A new key signs from now on. The one before stays published for a day.',
  values: 'The values were saved. Launches use them within a few seconds.',
} as const;

const query = z.object({ done: z.enum(['keys', 'values']).optional().catch(undefined) });
const confirmation = z.object({ [SWITCH_OFF_CONFIRMATION]: z.literal('yes') });

/** `/admin`: an administrator's own platform; every page names it by the visit. */
export function adminRoutes({ service, requireVisit, show }: AdminRoutesDependencies): Router {
  const guards = [requireVisit, requireAdministrator];
  const router = Router();

  async function showAdmin(
    res: Response,
    more: { readonly notice?: string | undefined; readonly confirmationMissing?: boolean },
  ): Promise<void> {
    const { enrolment, session } = visitOf(res);
    const registration = await service.platformOf(enrolment);
    const keys = await service.keysOf(enrolment);
    const model = adminPageModel({ registration, keys, formToken: formToken(session), ...more });
    const status = more.confirmationMissing ? 400 : 200;
    const scripts = ['local-time.js'];
    show(res, { page: 'admin/page', title: 'Administration', model, scripts, status });
  }

  async function showPlatform(
    res: Response,
    sent?: { readonly draft: PlatformDraft; readonly problems: readonly FieldProblem[] },
  ): Promise<void> {
    const { enrolment, session } = visitOf(res);
    const registration = await service.platformOf(enrolment);
    const { draft, problems } = sent ?? { draft: draftOf(registration), problems: [] };
    const model = platformPageModel(registration, draft, problems, formToken(session));
    const status = sent ? 400 : 200;
    show(res, { page: 'admin/platform', title: 'Values of the platform', model, status });
  }

  route(router, ADMIN, {
    guards,
    async get(req, res) {
      const { done } = query.parse(req.query);
      await showAdmin(res, { notice: done && NOTICES[done] });
    },
  });

  route(router, ADMIN_PLATFORM, {
    guards,
    async get(_req, res) {
      await showPlatform(res);
    },
    async post(req, res) {
      const draft = readPlatformDraft(req.body);
      const saved = await service.change(visitOf(res).enrolment, valuesOf(draft));
      if ('problems' in saved) await showPlatform(res, { draft, problems: saved.problems });
      else res.redirect(303, `${ADMIN}?done=values`);
    },
  });

  route(router, ADMIN_KEYS, {
    guards,
    async post(_req, res) {
      await service.rotateKeys(visitOf(res).enrolment);
      res.redirect(303, `${ADMIN}?done=keys`);
    },
  });

  route(router, ADMIN_INVITATION, {
    guards,
    async post(_req, res) {
      const { url, expiresAt } = await service.invite(visitOf(res).enrolment);
      const model = newInvitationPageModel(url, expiresAt);
      const scripts = ['local-time.js', 'copy.js'];
      show(res, { page: 'admin/invitation', title: 'A new invitation link', model, scripts });
    },
  });

  route(router, ADMIN_SWITCH_OFF, {
    guards,
    async post(req, res) {
      if (!confirmation.safeParse(req.body).success) {
        await showAdmin(res, { confirmationMissing: true });
        return;
      }
      const { id, name } = await service.switchOff(visitOf(res).enrolment);
      const title = 'The platform is switched off';
      show(res, { page: 'admin/switched-off', title, model: { id, name } });
    },
  });

  route(router, ADMIN_CONNECTION, {
    guards,
    get(_req, res) {
      const model = connectionPageModel(null, formToken(visitOf(res).session));
      show(res, { page: 'admin/connection', title: 'Check my connection', model });
    },
    async post(_req, res) {
      const { enrolment, session } = visitOf(res);
      const findings = await service.checkConnection(enrolment);
      const model = connectionPageModel(findings, formToken(session));
      show(res, { page: 'admin/connection', title: 'Check my connection', model });
    },
  });

  return router;
}

import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { AppError } from '../../errors';
import type { DynamicRegistration, Invitations, RegistrationInitiation } from '../../lti/port';
import type { ShowPage } from '../../web/pages';
import { ICON, REGISTER } from '../../web/paths';
import { route } from '../../web/route';
import { invitationPageModel, registrationDonePageModel } from './view-model';

export interface RegistrationRoutesDependencies {
  readonly invitations: Pick<Invitations, 'find' | 'spend'>;
  readonly registration: DynamicRegistration;
  readonly baseUrl: string;
  /** SVG. */
  readonly icon: Buffer;
  readonly show: ShowPage;
}

/** Dynamic Registration 1.0 §3.3. A token that can stand in a header (RFC 6750 §2.1). */
const initiation = z.object({
  openid_configuration: z.url({ protocol: /^https?$/ }).max(2048),
  registration_token: z
    .string()
    .regex(/^[\w\-.~+/]+=*$/)
    .max(8192)
    .optional(),
});

/**
 * `/lti/register/<code>`: a platform opens it in a frame or window of its own, and is registered at
 * once; a person who opens the link themselves is told where it belongs.
 */
export function registrationRoutes(dependencies: RegistrationRoutesDependencies): Router {
  const { invitations, registration, baseUrl, icon, show } = dependencies;
  const router = Router();

  async function explain(code: string, res: Response): Promise<void> {
    const { expiresAt } = await invitations.find(code);
    const url = `${baseUrl}${REGISTER}/${code}`;
    const model = invitationPageModel(url, expiresAt);
    const title = 'Connect your learning platform';
    show(res, { page: 'registration/invitation', title, model, scripts: ['local-time.js'] });
  }

  async function register(code: string, req: Request, res: Response): Promise<void> {
    // Before anything is read: only who was invited learns what a request should look like.
    await invitations.find(code);
    const wanted = readInitiation(req.query);
    const outcome = await invitations.spend(code, () => registration.register(wanted));
    const model = registrationDonePageModel(outcome);
    const scripts = ['close-registration.js'];
    show(res, { page: 'registration/done', title: model.title, model, scripts });
  }

  route(router, REGISTER, {
    guards: [framedByAnyone],
    get() {
      throw notInvited();
    },
  });

  route(router, `${REGISTER}/:code`, {
    guards: [framedByAnyone],
    async get(req, res) {
      const { code } = req.params;
      if (typeof code !== 'string') throw notInvited();
      // A HEAD only looks: link previews must not use an invitation up.
      const asks = req.method === 'GET' && 'openid_configuration' in req.query;
      await (asks ? register(code, req, res) : explain(code, res));
    },
  });

  route(router, ICON, {
    guards: [],
    get(_req, res) {
      // Platforms show it on pages of theirs.
      res.set({
        'Content-Type': 'image/svg+xml',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Cache-Control': 'public, max-age=86400',
      });
      res.end(icon);
    },
  });

  return router;
}

/**
 * A platform is not known before it is registered, so its frame cannot be named in advance. These
 * pages hold nothing that a click could do harm with, and no visit.
 */
const framedByAnyone: RequestHandler = (_req, res, next) => {
  const policy = res.getHeader('Content-Security-Policy');
  if (typeof policy === 'string') {
    const open = policy.replace(/frame-ancestors[^;]*/, 'frame-ancestors *');
    res.set('Content-Security-Policy', open);
  }
  // A platform that opened a window waits for its message.
  res.set({ 'Cross-Origin-Opener-Policy': 'unsafe-none', 'Referrer-Policy': 'no-referrer' });
  next();
};

function readInitiation(query: unknown): RegistrationInitiation {
  const parsed = initiation.safeParse(query);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path }) => path.map(String).join('.'));
    throw new AppError({
      id: 'registration-failed',
      status: 400,
      userMessage: {
        title: 'The learning platform’s request cannot be read',
        whatToDo:
          'Enter the invitation link where your platform asks for a registration address, and let the platform open it. Nothing was registered, and the invitation link can be used again.',
      },
      detail: `Registration initiation: ${wrong.join(', ')}`,
    });
  }
  const { openid_configuration: openidConfiguration, registration_token: registrationToken } =
    parsed.data;
  return {
    openidConfiguration,
    ...(registrationToken !== undefined && { registrationToken }),
  };
}

function notInvited(): AppError {
  return new AppError({
    id: 'invitation-invalid',
    status: 403,
    userMessage: {
      title: 'This needs an invitation link',
      whatToDo:
        'A learning platform is connected with a link that is made for it and works once. Ask the people who run this training for one.',
    },
    detail: 'A registration without an invitation',
  });
}

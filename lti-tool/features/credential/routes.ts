import { type RequestHandler, Router } from 'express';
import { formatCode } from '../../certificate/code';
import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from '../../certificate/credential/addresses';
import { AppError } from '../../errors';
import {
  CERTIFICATE_CREDENTIAL,
  CREDENTIAL_ACHIEVEMENTS,
  CREDENTIAL_ISSUER,
  CREDENTIAL_KEYS,
  CREDENTIAL_STATUS,
} from '../../web/paths';
import { route } from '../../web/route';
import { visitOf } from '../../web/visit';
import type { CredentialService } from './service';

export interface CredentialRoutesDependencies {
  readonly service: CredentialService;
  readonly requireVisit: RequestHandler;
}

/** More lists than the tool will ever fill: nobody makes it compute thousands. */
const HIGHEST_LIST = 1_000;

/**
 * What a credential refers to (public, for software that checks badges), and the download of the
 * holder's own.
 */
export function credentialRoutes({ service, requireVisit }: CredentialRoutesDependencies): Router {
  const router = Router();
  const guards = [forAnyone];
  const linked = (document: Record<string, unknown>): object => ({
    '@context': [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT],
    ...document,
  });

  route(router, CREDENTIAL_ISSUER, {
    guards,
    get(_req, res) {
      res.type('application/ld+json').send(JSON.stringify(linked(service.issuer())));
    },
  });

  route(router, `${CREDENTIAL_ACHIEVEMENTS}/:edition`, {
    guards,
    get(req, res) {
      const achievement = service.achievement(String(req.params['edition']));
      if (!achievement) throw notHere();
      res.type('application/ld+json').send(JSON.stringify(linked(achievement)));
    },
  });

  route(router, CREDENTIAL_KEYS, {
    guards,
    async get(_req, res) {
      res.json({ keys: await service.keys() });
    },
  });

  route(router, `${CREDENTIAL_KEYS}/:id`, {
    guards,
    async get(req, res) {
      const key = (await service.keys()).find(({ kid }) =>
        kid.endsWith(`/${String(req.params['id'])}`),
      );
      if (!key) throw notHere();
      res.json(key);
    },
  });

  route(router, `${CREDENTIAL_STATUS}/:list`, {
    guards,
    async get(req, res) {
      const list = Number(/^[1-9]\d{0,3}$/.exec(String(req.params['list']))?.[0]);
      if (!(list <= HIGHEST_LIST)) throw notHere();
      res.type('application/vc+jwt').send(await service.statusList(list));
    },
  });

  route(router, CERTIFICATE_CREDENTIAL, {
    guards: [requireVisit],
    async get(_req, res) {
      const held = await service.credentialOf(visitOf(res).enrolment);
      if (!held) throw notHere();
      res.set({
        'Cache-Control': 'no-store',
        'Content-Disposition': `attachment; filename="credential-${formatCode(held.code)}.jwt"`,
      });
      res.type('application/vc+jwt').send(held.credential);
    },
  });

  return router;
}

/** Verifiers run in browsers too, on other sites; what stands here is public. */
const forAnyone: RequestHandler = (_req, res, next) => {
  res.set({
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cache-Control': 'public, max-age=300',
  });
  next();
};

function notHere(): AppError {
  return new AppError({
    id: 'not-found',
    status: 404,
    userMessage: {
      title: 'There is no such credential here',
      whatToDo: 'Compare the address with the one in your certificate or credential.',
    },
  });
}

import path from 'node:path';
import express, { type RequestHandler, type Router } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import type { Enrolment } from '../../lti-tool/domain/enrolment';
import type { LaunchSession } from '../../lti-tool/domain/launch-session';
import { loadAssets } from '../../lti-tool/web/assets';
import { errorPage } from '../../lti-tool/web/error-page';
import { formToken } from '../../lti-tool/web/form-token';
import { notFound } from '../../lti-tool/web/not-found';
import { pageShower, type ShowPage } from '../../lti-tool/web/pages';
import { loadTemplates } from '../../lti-tool/web/templates';
import { requireVisit } from '../../lti-tool/web/visit';
import type { World } from './world';

const views = path.join(__dirname, '../../views');
export const templates = loadTemplates(views, loadAssets(path.join(views, 'assets')), {
  evaluation: true,
});

/** One feature's routes with real pages and errors; who visits is set by the test. */
export interface FeatureApp {
  /** From now on requests come from this person's session. */
  visitAs(enrolment: Enrolment): void;
  get(address: string): request.Test;
  /** Posts a form with the session's own token, unless the fields bring another. */
  post(address: string, fields: Readonly<Record<string, string | string[]>>): request.Test;
}

export function featureApp(
  { repositories }: World,
  routes: (web: { requireVisit: RequestHandler; show: ShowPage }) => Router,
): FeatureApp {
  let session: LaunchSession | undefined;
  const app = express();
  app.use(
    routes({
      requireVisit: requireVisit({
        cookie: { read: () => session && 'value', write: () => undefined },
        findSession: () => Promise.resolve(session),
        findEnrolment: repositories.enrolments.get,
      }),
      show: pageShower(templates),
    }),
  );
  app.use(notFound);
  app.use(errorPage(templates, pino({ level: 'silent' })));
  return {
    visitAs(enrolment) {
      session = sessionOf(enrolment);
    },
    get: (address) => request(app).get(address),
    post(address, fields) {
      const token = session ? { formToken: formToken(session) } : {};
      return request(app)
        .post(address)
        .type('form')
        .send({ ...token, ...fields });
    },
  };
}

/** A launch session of this person. */
export function sessionOf(enrolment: Enrolment): LaunchSession {
  const { id, registrationId, deploymentId, contextId, role } = enrolment;
  return {
    id: `session-${id}`,
    version: 1,
    enrolmentId: id,
    registrationId,
    deploymentId,
    contextId,
    role,
    formSecret: `secret-${id}`,
    expiresAt: new Date('2026-12-31T00:00:00Z'),
  };
}

import express from 'express';
import { pino } from 'pino';
import request from 'supertest';
import type { LaunchSession } from '../../../lti-tool/domain/launch-session';
import { onLaunch, onRepeat } from '../../../lti-tool/features/launch/on-launch';
import { launchRoutes } from '../../../lti-tool/features/launch/routes';
import { AppError } from '../../../lti-tool/errors';
import type { Launch } from '../../../lti-tool/lti/port';
import { errorPage } from '../../../lti-tool/web/error-page';
import { createPageTokens } from '../../../lti-tool/web/page-tokens';
import { onwardShower } from '../../../lti-tool/web/page-visits';

import { sessionCookie } from '../../../lti-tool/web/session-cookie';
import { sessionKey } from '../../../lti-tool/web/visit';
import recorded from '../../fixtures/moodle-launches/activity-save-get-target-link.json';
import { templates } from '../../support/feature-app';
import { formsIn } from '../../support/html-forms';

const cookie = sessionCookie('https://tool.example');
const pageTokens = createPageTokens(Buffer.alloc(32, 1), () => new Date('2026-11-25T08:00:00Z'));
const session: LaunchSession = {
  id: sessionKey('value'),
  version: 1,
  enrolmentId: 'enrolment',
  registrationId: 'registration',
  deploymentId: 'deployment',
  contextId: 'context',
  role: 'participant',
  formSecret: 'secret',
  loginId: 'login',
  path: '/a/m01-r1',
  expiresAt: new Date('2026-11-25T18:00:00Z'),
};
const launch: Launch = {
  messageType: 'LtiResourceLinkRequest',
  registrationId: 'registration',
  issuer: 'https://platform.example',
  clientId: 'client',
  deploymentId: 'deployment',
  targetLinkUri: 'https://tool.example/a/m01-r1',
  subject: 'person',
  role: 'participant',
  context: { id: 'context', title: 'Asia 2026' },
  resourceLink: { id: 'link' },
  returnUrl: 'https://platform.example/return?course=3',
};
let refusal: AppError | undefined;

const app = express();
const answer = onLaunch({
  service: {
    begin: () =>
      refusal
        ? Promise.reject(refusal)
        : Promise.resolve({ sessionValue: 'value', session, path: '/a/m01-r1' }),
  },
  cookie,
  pageTokens,
  showOnward: onwardShower(templates),
});
app.post('/launch/:cookies', (req, res) =>
  answer(launch, req, res, { loginId: 'login', hasCookies: req.params.cookies === 'yes' }),
);
const repeat = onRepeat(cookie, (id) => Promise.resolve(id === session.id ? session : undefined));
app.post('/repeat/:loginId', async (req, res) => {
  if (!(await repeat(req.params.loginId, req, res))) res.status(418).end();
});
app.use(launchRoutes({ requireVisit: express.json() }));
app.use(errorPage(templates, pino({ level: 'silent' })));

beforeEach(() => {
  refusal = undefined;
});

test('where cookies come back: the session’s cookie and a redirect', async () => {
  const response = await request(app).post('/launch/yes').expect(303);
  expect(response.headers['location']).toBe('/a/m01-r1');
  expect(response.get('Set-Cookie')?.[0]).toMatch(
    /^__Host-launch-session=value; .*HttpOnly; Secure; Partitioned; SameSite=None$/,
  );
});

test('where none does: a page with the token that goes on, and no cookie', async () => {
  const response = await request(app).post('/launch/no').expect(200);
  expect(response.get('Set-Cookie')).toBeUndefined();
  const [form] = formsIn(response.text);
  expect(form).toMatchObject({ method: 'post', action: '/a/m01-r1' });
  const fields = Object.fromEntries(form?.fields ?? []);
  expect(fields).toMatchObject({ view: 'page' });
  expect(pageTokens.read(fields['formToken'] ?? '')).toBe(session.id);
  expect(response.text).not.toContain('value="value"');
});

test('an error of an accepted launch names the way back, with the error for the platform', async () => {
  refusal = new AppError({
    id: 'launch-target-unknown',
    status: 404,
    userMessage: { title: 'No such activity', whatToDo: 'Ask your facilitator.' },
  });
  const { text } = await request(app).post('/launch/yes').set('Accept', 'text/html').expect(404);
  const href = /<a href="([^"]+)">Back to the course</
    .exec(text)?.[1]
    ?.replaceAll('&amp;', '&')
    .replaceAll('&#x3D;', '=');
  const url = new URL(href ?? '');
  expect(url.searchParams.get('course')).toBe('3');
  expect(url.searchParams.get('lti_errormsg')).toBe('No such activity. Ask your facilitator.');
});

describe('a launch that is sent twice', () => {
  const again = (loginId: string, cookies: string): request.Test =>
    request(app).post(`/repeat/${loginId}`).set('Cookie', cookies);

  test('shows the browser of its session what the first one opened', async () => {
    const response = await again('login', '__Host-launch-session=value').expect(303);
    expect(response.headers['location']).toBe('/a/m01-r1');
    expect(response.get('Set-Cookie')).toBeUndefined();
  });

  test.each([
    ['another login', 'other', '__Host-launch-session=value'],
    ['another session', 'login', '__Host-launch-session=other'],
    ['no session', 'login', 'x=y'],
  ])('shows nothing to a browser of %s', async (_whose, loginId, cookies) => {
    await again(loginId, cookies).expect(418);
  });
});

test('Moodle’s own look at an activity’s address is answered without an error', async () => {
  const { headers } = recorded.request;
  const response = await request(app)
    .get('/a/m01-r1')
    .set('User-Agent', headers['User-Agent'])
    .set('Accept', headers.Accept)
    .expect(200);
  expect(response.text).toContain('opened from a course');
  await request(app).get('/a/m01-r1').set('User-Agent', 'Mozilla/5.0').expect(404);
});

import express from 'express';
import { pino } from 'pino';
import request from 'supertest';
import type { Enrolment } from '../../lti-tool/domain/enrolment';
import type { LaunchSession } from '../../lti-tool/domain/launch-session';
import { errorPage } from '../../lti-tool/web/error-page';
import { formToken } from '../../lti-tool/web/form-token';
import { createPageTokens } from '../../lti-tool/web/page-tokens';
import { onwardShower, readPageVisits } from '../../lti-tool/web/page-visits';
import { pageShower } from '../../lti-tool/web/pages';
import { route } from '../../lti-tool/web/route';
import { requireVisit, sessionKey, visitOf } from '../../lti-tool/web/visit';
import { sessionOf, templates } from '../support/feature-app';
import { formsIn } from '../support/html-forms';

/** A session that lives in its pages, and a cookie of another one in the same browser. */
const enrolment = (id: string): Enrolment => ({
  id,
  version: 1,
  registrationId: 'registration',
  deploymentId: 'deployment',
  contextId: 'context',
  subject: id,
  role: 'participant',
  ledger: [],
  scores: [],
  createdAt: new Date(0),
  launchedAt: new Date(0),
});
const inPage: LaunchSession = { ...sessionOf(enrolment('in-page')), id: sessionKey('in-page') };
const byCookie: LaunchSession = { ...sessionOf(enrolment('cookie')), id: sessionKey('cookie') };

let time = Date.parse('2026-11-25T08:00:00Z');
let cookie: string | undefined;
const tokens = createPageTokens(Buffer.alloc(32, 1), () => new Date(time));

const app = express();
app.use(...readPageVisits(tokens, onwardShower(templates)));
const guards = [
  requireVisit({
    cookie: { read: () => cookie, write: () => undefined },
    findSession: (id) => Promise.resolve([inPage, byCookie].find((one) => one.id === id)),
    findEnrolment: (id) => Promise.resolve(enrolment(id)),
  }),
];
const show = pageShower(templates);
route(app, '/page', {
  guards,
  get(req, res) {
    const { session } = visitOf(res);
    const model = {
      title: session.enrolmentId,
      whatToDo: JSON.stringify(req.query),
      reference: '',
    };
    show(res, { page: 'errors/page', model, title: 'Page' });
  },
});
route(app, '/do', {
  guards,
  post(_req, res) {
    res.redirect(303, '/page?done=1#here');
  },
});
route(app, '/save', {
  guards,
  post(_req, res) {
    res.json({ saved: visitOf(res).session.enrolmentId });
  },
});
route(app, '/public', {
  guards: [],
  get(_req, res) {
    res.send('public');
  },
});
app.use(errorPage(templates, pino({ level: 'silent' })));

beforeEach(() => {
  cookie = undefined;
});

const HTML = { Accept: 'text/html' };
const post = (path: string, fields: object, headers = HTML): request.Test =>
  request(app).post(path).set(headers).type('form').send(fields);
const view = (path: string, token: string): request.Test =>
  post(path, { formToken: token, view: 'page' });

test('a link sent as a form is answered as the page, with its query', async () => {
  const { text } = await view('/page?a=1', tokens.issue(inPage)).expect(200);
  expect(text).toContain('<h1>in-page</h1>');
  expect(text).toContain('{&quot;a&quot;:&quot;1&quot;}');
});

test('each page carries a fresh token, in a form only', async () => {
  const token = tokens.issue(inPage);
  const { text } = await view('/page', token).expect(200);
  const ticket = formsIn(text).find(({ fields }) => fields.some(([name]) => name === 'view'));
  const fresh = ticket?.fields.find(([name]) => name === 'formToken')?.[1] ?? '';
  expect(fresh).not.toBe(token);
  expect(tokens.read(fresh)).toBe(inPage.id);
  expect(text.split(fresh)).toHaveLength(2);
  expect(text).toContain('/assets/page-visit.');
});

test('a page of a cookie session carries none', async () => {
  cookie = 'cookie';
  const { text } = await request(app).get('/page').set(HTML).expect(200);
  expect(text).not.toContain('page-visit');
  expect(text).not.toContain('page.');
});

test('the token in the page counts, not the cookie of another window', async () => {
  cookie = 'cookie';
  const { text } = await view('/page', tokens.issue(inPage)).expect(200);
  expect(text).toContain('<h1>in-page</h1>');
});

test('a form that leads elsewhere goes on by a form, with nothing in the address', async () => {
  const answer = await post('/do', { formToken: tokens.issue(inPage) }).expect(200);
  expect(answer.headers['location']).toBeUndefined();
  expect(answer.headers['cache-control']).toBe('no-store');
  const [form] = formsIn(answer.text);
  expect(form).toMatchObject({ method: 'post', action: '/page?done=1#here' });
  const fields = Object.fromEntries(form?.fields ?? []);
  const { text } = await post('/page?done=1', fields).expect(200);
  expect(text).toContain('<h1>in-page</h1>');
});

test('a script gets its answer, and the token for its next request', async () => {
  const answer = await post(
    '/save',
    { formToken: tokens.issue(inPage) },
    { Accept: 'application/json' },
  );
  expect(answer.body).toEqual({ saved: 'in-page' });
  expect(tokens.read(answer.headers['form-token'] ?? '')).toBe(inPage.id);
});

test.each(['/page', '/do', '/save'])('a token that is too old opens nothing: %s', async (path) => {
  const token = tokens.issue(inPage);
  time += 2 * 3_600_000;
  const { text } = await post(path, { formToken: token, view: 'page' }).expect(401);
  expect(text).toContain('open the activity from your course again');
});

test('and a cookie does not help a form whose token is too old or made up', async () => {
  cookie = 'cookie';
  const token = tokens.issue(inPage);
  await post('/do', { formToken: `${token.slice(0, -1)}~` }).expect(401);
  await view('/page', 'page.x.1.2.3').expect(401);
});

test('the form token of a cookie session is no page token', async () => {
  await view('/page', formToken(byCookie)).expect(401);
  await post('/do', { formToken: formToken(byCookie) }).expect(401);
});

test('a view without a page token stays a POST', async () => {
  cookie = 'cookie';
  await post('/page', { view: 'page' }).expect(405);
  await post('/page', { view: 'page', formToken: formToken(byCookie) }).expect(405);
});

test('a public page opens with any token', async () => {
  await view('/public', tokens.issue(inPage)).expect(200, 'public');
  await view('/public', 'page.old').expect(200, 'public');
});

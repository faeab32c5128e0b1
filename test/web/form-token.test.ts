import express from 'express';
import { pino } from 'pino';
import request from 'supertest';
import type { Enrolment } from '../../lti-tool/domain/enrolment';
import { errorPage } from '../../lti-tool/web/error-page';
import { formToken } from '../../lti-tool/web/form-token';
import { route } from '../../lti-tool/web/route';
import { requireVisit } from '../../lti-tool/web/visit';
import { sessionOf, templates } from '../support/feature-app';

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
const own = sessionOf(enrolment('own'));
const other = sessionOf(enrolment('other'));

let done = 0;
const app = express();
route(app, '/do', {
  guards: [
    requireVisit({
      cookie: { read: () => 'value', write: () => undefined },
      findSession: () => Promise.resolve(own),
      findEnrolment: () => Promise.resolve(enrolment('own')),
    }),
  ],
  post(_req, res) {
    done += 1;
    res.end();
  },
});
app.use(errorPage(templates, pino({ level: 'silent' })));
beforeEach(() => {
  done = 0;
});

const post = (form: object) => request(app).post('/do').type('form').send(form);

test('a form of this session is taken, as often as it is sent', async () => {
  const token = formToken(own);
  await post({ formToken: token }).expect(200);
  await post({ formToken: token }).expect(200);
  await post({ formToken: formToken(own) }).expect(200);
  expect(done).toBe(3);
});

test('each page has another token', () => {
  expect(new Set(Array.from({ length: 50 }, () => formToken(own))).size).toBe(50);
});

const token = formToken(own);
const [nonce = '', mac = ''] = token.split('.');
test.each<[string, object]>([
  ['none', {}],
  ['an empty one', { formToken: '' }],
  ["another session's", { formToken: formToken(other) }],
  ['the nonce alone', { formToken: nonce }],
  ['an empty proof', { formToken: `${nonce}.` }],
  ['an empty nonce', { formToken: `.${mac}` }],
  ['a dot', { formToken: '.' }],
  ['one cut short', { formToken: token.slice(0, -1) }],
  ['one with more', { formToken: `${token}A` }],
  ['the nonce of another page', { formToken: `${formToken(own).split('.')[0]}.${mac}` }],
  ['two', { formToken: [token, token] }],
  ['an object', { 'formToken[a]': token }],
  ['an endless one', { formToken: `${token}.${'A'.repeat(100_000)}` }],
  ['letters of several bytes', { formToken: `${nonce}.${'é'.repeat(mac.length)}` }],
])('a form with %s as token is refused, and nothing is done', async (_what, form) => {
  const page = await post(form).expect(403);
  expect(page.text).toContain('<h1>This page is older than your visit</h1>');
  expect(page.text).toContain('Open the activity from the course again');
  expect(done).toBe(0);
});

test('a token in the address or in JSON is none', async () => {
  await request(app).post(`/do?formToken=${token}`).type('form').send('x=1').expect(403);
  await request(app).post('/do').send({ formToken: token }).expect(403);
  await request(app).post('/do').type('text/plain').send(`formToken=${token}`).expect(403);
  expect(done).toBe(0);
});

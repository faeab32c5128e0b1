import express, { type RequestHandler } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { AppError } from '../../lti-tool/errors';
import { errorPage } from '../../lti-tool/web/error-page';
import { notFound } from '../../lti-tool/web/not-found';
import { route } from '../../lti-tool/web/route';
import { templates } from '../support/feature-app';

const ok: RequestHandler = (req, res) => {
  res.json({ fields: Object.keys((req.body as object | undefined) ?? {}).length });
};
const closed: RequestHandler = () => {
  throw new AppError({
    id: 'session-missing',
    status: 401,
    userMessage: { title: 'No', whatToDo: 'Come in.' },
  });
};
const app = express();
route(app, '/page', { guards: [], get: ok });
route(app, '/form', { guards: [], post: ok, withoutFormToken: true });
route(app, '/both', { guards: [], get: ok, post: ok, withoutFormToken: true });
route(app, '/closed', { guards: [closed], get: ok, post: ok });
app.use(notFound);
app.use(errorPage(templates, pino({ level: 'silent' })));

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const;

test.each([
  ['/page', 'GET, HEAD', ['get', 'head']],
  ['/form', 'POST', ['post']],
  ['/both', 'GET, HEAD, POST', ['get', 'head', 'post']],
])('%s allows %s and refuses every other method', async (address, allow, allowed) => {
  for (const method of METHODS) {
    const answer = await request(app)[method](address);
    const isAllowed = allowed.includes(method);
    expect([method, answer.status]).toEqual([method, isAllowed ? 200 : 405]);
    if (isAllowed) continue;
    expect(answer.headers['allow']).toBe(allow);
    if (method !== 'head') {
      expect(answer.text).toContain('<h1>This address cannot be used in that way</h1>');
    }
  }
});

test('guards come before everything else: a closed address does not tell its methods', async () => {
  for (const method of METHODS) {
    const answer = await request(app)[method]('/closed');
    expect(answer.status).toBe(401);
    expect(answer.headers['allow']).toBeUndefined();
  }
});

test('a form may hold 2,000 fields and 200 kB, and no more', async () => {
  const post = (body: string) => request(app).post('/form').type('form').send(body);
  const fields = (count: number): string =>
    Array.from({ length: count }, (_, index) => `f${index}=1`).join('&');
  await post(fields(2_000)).expect(200, { fields: 2_000 });
  await post(fields(2_001)).expect(413);
  await post(`f=${'x'.repeat(200 * 1024 - 2)}`).expect(200);
  const page = await post(`f=${'x'.repeat(200 * 1024)}`).expect(413);
  expect(page.text).toContain('<h1>That was too much to take in at once</h1>');
});

test.each([
  ['/a/m99-r1', 'This training has no such activity', 'Ask your facilitator'],
  ['/a/', 'This training has no such activity', 'Ask your facilitator'],
  ['/nothing', 'There is no such page', 'open the activity from the course'],
  ['/<script>alert(1)</script>', 'There is no such page', 'Check the address'],
])('%s is not found: %s', async (address, title, whatToDo) => {
  for (const method of ['get', 'post'] as const) {
    const page = await request(app)[method](address).expect(404);
    expect(page.text).toContain(`<h1>${title}</h1>`);
    expect(page.text).toContain(whatToDo);
    expect(page.text).not.toContain('alert(1)');
  }
});

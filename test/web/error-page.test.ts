import express from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { AppError } from '../../lti-tool/errors';
import { errorPage } from '../../lti-tool/web/error-page';
import { requestLog } from '../../lti-tool/web/request-log';
import { templates } from '../support/feature-app';

const SECRET = 'mongodb://admin:secret@host';
const log: string[] = [];
const logger = pino({}, { write: (line: string) => log.push(line) });
const app = express();
app.use(requestLog(logger));
app.get('/refused', () => {
  throw new AppError({
    id: 'not-allowed',
    status: 403,
    userMessage: { title: 'Not <you>', whatToDo: 'Ask & wait.' },
    detail: 'rule 7',
    cause: new Error(SECRET),
  });
});
app.get('/fault', () => {
  throw new Error(SECRET);
});
app.get('/rejected', () => Promise.reject(new Error(SECRET)));
const thrown: unknown = SECRET;
app.get('/text', (_req, _res, next) => {
  next(thrown);
});
app.get('/late', (_req, res) => {
  res.write('half a page');
  throw new Error(SECRET);
});
app.post('/form', express.urlencoded({ extended: false, limit: 10 }), (_req, res) => {
  res.end();
});
app.post('/json', express.json(), (_req, res) => {
  res.end();
});
app.use(errorPage(templates, logger));
beforeEach(() => {
  log.length = 0;
});

const reference = /give this reference: <code>([0-9a-f-]{36})<\/code>/;

test('a refusal is a page that says what happened and what to do, with a reference', async () => {
  const page = await request(app).get('/refused').expect(403);
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.headers['cache-control']).toBe('no-store');
  expect(page.text).toContain('<h1>Not &lt;you&gt;</h1>');
  expect(page.text).toContain('Ask &amp; wait.');
  expect(page.text).not.toMatch(/rule 7|secret/);
  const [, id = ''] = reference.exec(page.text) ?? [];
  const line = log.find((text) => text.includes('request refused')) ?? '';
  expect(JSON.parse(line)).toMatchObject({
    requestId: id,
    errorId: 'not-allowed',
    detail: 'rule 7',
    level: 30,
  });
});

test.each(['/fault', '/rejected', '/text'])(
  'what nobody foresaw (%s) is a 500 that gives nothing away, and is logged whole',
  async (address) => {
    for (const accept of ['text/html', 'application/json']) {
      log.length = 0;
      const answer = await request(app).get(address).set('Accept', accept).expect(500);
      expect(answer.text).toContain('Something went wrong on our side');
      expect(answer.text).not.toMatch(/secret|Error|\bat .+:\d+/);
      const line = log.find((text) => text.includes('request refused')) ?? '';
      expect(line).toContain(SECRET);
      expect(line).toContain('"level":50');
    }
  },
);

test('scripts get JSON, people a page', async () => {
  const answer = await request(app).get('/refused').set('Accept', 'application/json').expect(403);
  expect(answer.body).toEqual({
    error: 'not-allowed',
    message: 'Not <you>. Ask & wait.',
    reference: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
  });
  for (const accept of ['*/*', 'text/html,application/json;q=0.9', 'image/png', '']) {
    const page = await request(app).get('/refused').set('Accept', accept).expect(403);
    expect(page.headers['content-type']).toContain('text/html');
  }
});

test.each([
  ['too large', '/form', 'application/x-www-form-urlencoded', 'field=value that is long', 413],
  ['of an unknown encoding', '/form', 'application/x-www-form-urlencoded; charset=x', 'a=1', 415],
  ['broken', '/json', 'application/json', '{"secret', 400],
])('a body that is %s is explained', async (_what, address, type, body, status) => {
  const page = await request(app).post(address).type(type).send(body).expect(status);
  expect(page.text).toMatch(/<h1>.+<\/h1>\s*<p class="lead">Go back and .+<\/p>/);
  expect(page.text).not.toMatch(/secret|SyntaxError|\bat .+:\d+/);
});

test('an address that cannot be decoded is explained', async () => {
  const broken = express();
  broken.get('/:name', (_req, res) => {
    res.end();
  });
  broken.use(errorPage(templates, pino({ level: 'silent' })));
  const page = await request(broken).get('/%E0%A4%A').expect(400);
  expect(page.text).toContain('<h1>The request could not be understood</h1>');
  expect(page.text).not.toContain('%E0%A4%A');
});

test('an error after the first bytes ends the connection, with nothing said', async () => {
  await expect(request(app).get('/late')).rejects.toThrow('aborted');
  expect(log.join('\n')).toContain(SECRET);
});

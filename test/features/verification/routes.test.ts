import path from 'node:path';
import express, { type Express } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { formatCode } from '../../../lti-tool/certificate/code';
import type { Certificate } from '../../../lti-tool/domain/certificate';
import { verificationRoutes } from '../../../lti-tool/features/verification/routes';
import { createVerificationService } from '../../../lti-tool/features/verification/service';
import { loadAssets } from '../../../lti-tool/web/assets';
import { errorPage } from '../../../lti-tool/web/error-page';
import { pageShower } from '../../../lti-tool/web/pages';
import { loadTemplates } from '../../../lti-tool/web/templates';

const CODE = '0000000000000011';
const UNKNOWN = '0000000000000022';

const valid: Certificate = {
  id: 'secret-id',
  version: 1,
  enrolmentId: 'secret-enrolment',
  code: CODE,
  name: 'Gül Nuñez',
  trainingTitle: 'The Training',
  edition: 'Asia, November 2020',
  issuer: '',
  specimen: true,
  completedAt: new Date('2026-11-24T12:00:00Z'),
  issuedAt: new Date('2026-11-25T12:00:00Z'),
  issue: 1,
  statusIndex: 7,
  nameShown: true,
  requirementsMet: ['attended all 11 live sessions', 'completed all 35 reading assignments'],
  sha256: 'secret-hash',
  status: 'valid',
};

const views = path.join(__dirname, '../../../views');
const templates = loadTemplates(views, loadAssets(path.join(views, 'assets')), {
  evaluation: true,
});

/** The public pages with one certificate in the store, and a fresh count of requests. */
function appWith(certificate: Certificate): Express {
  const service = createVerificationService({
    certificates: {
      byCode: (code) => Promise.resolve(code === certificate.code ? certificate : undefined),
    },
  });
  const app = express();
  app.use(verificationRoutes({ service, show: pageShower(templates) }));
  app.use(errorPage(templates, pino({ level: 'silent' })));
  return app;
}

test('a code shows the minimum: whose, what, when, and whether it stands', async () => {
  const page = await request(appWith(valid)).get(`/verify/${CODE}`).expect(200);
  for (const shown of [
    'Gül Nuñez',
    'The Training',
    'Asia, November 2020',
    '24 November 2026',
    '25 November 2026',
    'specimen',
  ]) {
    expect(page.text).toContain(shown);
  }
  expect(page.text).not.toContain('secret');
});

test('as JSON it is the same minimum', async () => {
  const answer = await request(appWith(valid))
    .get(`/verify/${CODE}`)
    .set('Accept', 'application/json')
    .expect(200);
  expect(answer.body).toEqual({
    status: 'valid',
    code: CODE,
    specimen: true,
    name: 'Gül Nuñez',
    trainingTitle: 'The Training',
    edition: 'Asia, November 2020',
    issuer: null,
    completedAt: '2026-11-24T12:00:00.000Z',
    issuedAt: '2026-11-25T12:00:00.000Z',
  });
});

test('a real certificate is valid and names its issuer; a withdrawn one says so', async () => {
  const issued = { ...valid, specimen: false, issuer: 'Example Organization' };
  const page = await request(appWith(issued)).get(`/verify/${CODE}`).expect(200);
  expect(page.text).toContain('Valid');
  expect(page.text).toContain('Example Organization');
  const withdrawn = appWith({ ...issued, status: 'withdrawn' });
  const other = await request(withdrawn).get(`/verify/${CODE}`).expect(200);
  expect(other.text).toContain('Withdrawn');
  const json = await request(withdrawn).get(`/verify/${CODE}`).accept('json');
  expect(json.body).toMatchObject({ status: 'withdrawn' });
});

test('a code may be written as people write it', async () => {
  const written = `${formatCode(CODE).toLowerCase().replace(/0/g, 'o').replace(/1/g, 'l')} `;
  await request(appWith(valid))
    .get(`/verify/${encodeURIComponent(written)}`)
    .expect(200);
});

test.each([UNKNOWN, '0000000000000012', 'nonsense', '<script>', 'x'.repeat(3_000)])(
  '%s is a calm 404',
  async (code) => {
    const app = appWith(valid);
    const address = `/verify/${encodeURIComponent(code)}`;
    const page = await request(app).get(address).expect(404);
    expect(page.text).toContain('Check a certificate');
    expect(page.text).not.toContain('<script>');
    const json = await request(app).get(address).accept('json').expect(404);
    expect(json.body).toEqual({ status: 'unknown' });
  },
);

test('the form leads to the code’s own address, and never with a mistyped one', async () => {
  const app = appWith(valid);
  await request(app).get('/verify').expect(200);
  const typed = formatCode(CODE).toLowerCase();
  await request(app)
    .post('/verify')
    .type('form')
    .send({ code: typed })
    .expect(303)
    .expect('Location', `/verify/${CODE}`);
  const wrong = await request(app)
    .post('/verify')
    .type('form')
    .send({ code: '12-<b>' })
    .expect(400);
  expect(wrong.text).toContain('value="12-&lt;b&gt;"');
  await request(app).post('/verify').type('form').send({}).expect(400);
});

test('no search engine, no cache, no cookie', async () => {
  const { headers } = await request(appWith(valid)).get(`/verify/${CODE}`);
  expect(headers['x-robots-tag']).toBe('noindex, nofollow');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['vary']).toContain('Accept');
  expect(headers['set-cookie']).toBeUndefined();
});

test('one address may look up 30 codes in a minute', async () => {
  const app = appWith(valid);
  for (let index = 0; index < 30; index += 1) {
    await request(app).get(`/verify/${index % 2 === 0 ? CODE : UNKNOWN}`);
  }
  const refused = await request(app).get(`/verify/${CODE}`).expect(429);
  expect(refused.text).not.toContain('Gül');
  expect(refused.headers['retry-after']).toBeDefined();
  await request(app).post('/verify').type('form').send({ code: CODE }).expect(429);
});

test.each(['application/json', 'text/plain', 'multipart/form-data'])(
  'a form that was sent as %s is a form without a code',
  async (type) => {
    const answer = request(appWith(valid)).post('/verify').set('Content-Type', type).send('code=1');
    expect((await answer.expect(400)).text).toContain('<h1>');
  },
);

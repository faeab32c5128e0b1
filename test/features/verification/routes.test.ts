import { createHash } from 'node:crypto';
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
import { approved, render } from '../../certificate/sample';
import { stationery } from '../../support/printing';

jest.setTimeout(60_000);

const CODE = '0000000000000011';
const UNKNOWN = '0000000000000022';

const nameless: Certificate = {
  id: 'secret-id',
  version: 1,
  enrolmentId: 'secret-enrolment',
  code: CODE,
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
  sha256: '',
  status: 'valid',
};

const valid: Certificate = { ...nameless, name: 'Gül Nuñez' };

const views = path.join(__dirname, '../../../views');
const templates = loadTemplates(views, loadAssets(path.join(views, 'assets')), {
  evaluation: true,
});

/** The public pages with one certificate in the register, and a fresh count of requests. */
function appWith(certificate: Certificate): Express {
  const service = createVerificationService({
    certificates: {
      byCode: (code) => Promise.resolve(code === certificate.code ? certificate : undefined),
      bySha256: (hash) => Promise.resolve(hash === certificate.sha256 ? certificate : undefined),
    },
    signatory: async () => (await stationery()).identity,
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
    'Attended all 11 live sessions',
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
    requirementsMet: valid.requirementsMet,
    completedAt: '2026-11-24T12:00:00.000Z',
    issuedAt: '2026-11-25T12:00:00.000Z',
    replacedBy: null,
    endedAt: null,
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

test('a replaced certificate says by which, and a hidden or erased name is not shown', async () => {
  const statusChange = { at: new Date('2026-11-26T12:00:00Z'), by: 'secret-by', reason: 'secret' };
  const replaced = { ...valid, status: 'replaced' as const, replacedBy: UNKNOWN, statusChange };
  const app = appWith({ ...replaced, nameShown: false });
  const page = await request(app).get(`/verify/${CODE}`).expect(200);
  expect(page.text).toContain('Replaced: no longer valid');
  expect(page.text).toContain(`href="/verify/${UNKNOWN}"`);
  expect(page.text).toContain('26 November 2026');
  expect(page.text).not.toMatch(/Gül|secret/);
  const json = await request(app).get(`/verify/${CODE}`).accept('json').expect(200);
  expect(json.body).toMatchObject({ status: 'replaced', replacedBy: UNKNOWN, name: null });
  const erased = await request(appWith(nameless)).get(`/verify/${CODE}`).expect(200);
  expect(erased.text).toContain('Not shown here');
});

describe('a file', () => {
  let pdf: Buffer;
  let register: Certificate;
  beforeAll(async () => {
    const verifyUrl = `https://training.example.org/verify/${CODE}`;
    pdf = await render({ ...approved, code: CODE, verifyUrl });
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    register = { ...valid, specimen: false, issuer: 'Example Organization', sha256 };
  });

  async function verdictOn(file: Buffer, certificate = register): Promise<string> {
    const page = await request(appWith(certificate))
      .post('/verify/file')
      .attach('file', file, 'c.pdf');
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('secret');
    return /<h2 id="result">.*<\/svg> (.*)<\/span>/.exec(page.text)?.[1] ?? 'none';
  }

  function changed(from: string, to: string): Buffer {
    const text = pdf.toString('latin1');
    expect(text).toContain(from);
    return Buffer.from(text.replace(from, to), 'latin1');
  }

  test('as it was issued is genuine', async () => {
    expect(await verdictOn(pdf)).toBe('Genuine and valid');
    const answer = request(appWith(register)).post('/verify/file').accept('json');
    const { body } = (await answer.attach('file', pdf, 'c.pdf').expect(200)) as { body: object };
    expect(body).toMatchObject({ file: 'genuine', status: 'valid', code: CODE, name: 'Gül Nuñez' });
  });

  test('that was withdrawn or replaced since is known as that', async () => {
    expect(await verdictOn(pdf, { ...register, status: 'withdrawn' })).toMatch(/^Withdrawn/);
    expect(await verdictOn(pdf, { ...register, status: 'replaced' })).toMatch(/^Replaced/);
    expect(await verdictOn(pdf, { ...register, specimen: true })).toMatch(/specimen$/);
  });

  test('that was changed, lengthened or signed anew is altered, and leads to the register', async () => {
    for (const file of [
      changed('Example Organization', 'Example Organisation'),
      Buffer.concat([pdf, Buffer.from('\n%')]),
      pdf.subarray(0, pdf.length - 10),
      changed('/ByteRange', '/ByteRonge'),
      changed(`/verify/${CODE}`, `/verify/${UNKNOWN}`),
    ]) {
      expect(await verdictOn(file)).toMatch(/^Altered/);
    }
    const answer = request(appWith(register)).post('/verify/file').accept('json');
    const longer = Buffer.concat([pdf, Buffer.from('%')]);
    const { body } = (await answer.attach('file', longer, 'c.pdf').expect(200)) as { body: object };
    expect(body).toEqual({ file: 'altered', code: CODE });
  });

  test('that is signed here but not in the register is not called genuine', async () => {
    expect(await verdictOn(pdf, { ...register, sha256: '', code: UNKNOWN })).toMatch(
      /^Signed here/,
    );
  });

  test('of someone else is unknown', async () => {
    expect(await verdictOn(Buffer.from('%PDF-1.7 hello'))).toBe('Unknown');
    expect(await verdictOn(Buffer.from(`see /verify/${UNKNOWN}`))).toBe('Unknown');
    expect(await verdictOn(Buffer.alloc(1))).toBe('Unknown');
  });

  test('that is missing, in another field or too large is a calm mistake', async () => {
    const app = appWith(register);
    const missing = await request(app).post('/verify/file').field('file', '').expect(400);
    expect(missing.text).toContain('Choose the file first.');
    await request(app).post('/verify/file').attach('other', pdf, 'c.pdf').expect(400);
    await request(app).post('/verify/file').type('form').send({ file: 'x' }).expect(400);
    await request(app).post('/verify/file').set('Content-Type', 'multipart/form-data').expect(400);
    const large = await request(app)
      .post('/verify/file')
      .attach('file', Buffer.alloc(4_000_001), 'c.pdf')
      .expect(413);
    expect(large.text).toContain('at most 4 MB');
    const cut = '--x\r\nContent-Disposition: form-data; name="file"; filename="c.pdf"\r\n\r\n%PDF';
    await request(app)
      .post('/verify/file')
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send(cut)
      .expect(400);
  });

  test('counts towards the same limit as a code', async () => {
    const app = appWith(register);
    for (let index = 0; index < 30; index += 1) await request(app).get(`/verify/${CODE}`);
    await request(app).post('/verify/file').attach('file', Buffer.from('x'), 'c.pdf').expect(429);
  });
});

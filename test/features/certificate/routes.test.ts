import path from 'node:path';
import express, { type Express } from 'express';
import { PDFDocument } from 'pdf-lib';
import { pino } from 'pino';
import request from 'supertest';
import { certificateRoutes } from '../../../lti-tool/features/certificate/routes';
import { loadAssets } from '../../../lti-tool/web/assets';
import { errorPage } from '../../../lti-tool/web/error-page';
import { formToken } from '../../../lti-tool/web/form-token';
import { pageShower } from '../../../lti-tool/web/pages';
import { loadTemplates } from '../../../lti-tool/web/templates';
import { requireVisit, type Visit } from '../../../lti-tool/web/visit';
import { programme } from '../../support/sample-programme';
import { BASE_URL, type Fixture, openFixture, sessionOf, visitOfNew } from './fixture';

const PAGE = '/a/certificate';
const FILE = '/a/certificate/file';

let fixture: Fixture;
let app: Express;
let visitor: Visit | undefined;

beforeAll(async () => {
  fixture = await openFixture();
  const views = path.join(__dirname, '../../../views');
  const templates = loadTemplates(views, loadAssets(path.join(views, 'assets')), {
    evaluation: true,
  });
  app = express();
  app.use(
    certificateRoutes({
      programme,
      service: fixture.service,
      baseUrl: BASE_URL,
      requireVisit: requireVisit({
        cookie: { read: () => visitor && 'cookie', write: () => undefined },
        findSession: () => Promise.resolve(visitor?.session),
        findEnrolment: fixture.repositories.enrolments.get,
      }),
      show: pageShower(templates),
    }),
  );
  app.use(errorPage(templates, pino({ level: 'silent' })));
});
afterAll(() => fixture.close());
beforeEach(async () => {
  visitor = await visitOfNew(fixture.repositories, { name: 'Gül Nuñez' });
});

/** Sends the name form as the page of this visit would. */
function send(fields: Record<string, string>): request.Test {
  if (!visitor) throw new Error('nobody visits');
  const form = { formToken: formToken(visitor.session), ...fields };
  return request(app).post(PAGE).type('form').send(form);
}

async function isIssued(): Promise<boolean> {
  const id = visitor?.enrolment.id ?? '';
  return (await fixture.repositories.certificates.ofEnrolment(id)) !== undefined;
}

test('whoever has met every requirement confirms the name and gets the file', async () => {
  const asked = await request(app).get(PAGE).expect(200);
  expect(asked.text).toContain('value="Gül Nuñez"');
  await request(app).get(FILE).expect(404);

  await send({ name: 'Gül Nuñez', confirmed: 'yes' }).expect(303).expect('Location', PAGE);
  const issued = await request(app).get(PAGE).expect(200);
  expect(issued.text).toContain(FILE);
  expect(issued.text).toContain('Gül Nuñez');

  const file = await request(app).get(FILE).buffer().expect(200);
  expect(file.headers['content-type']).toBe('application/pdf');
  expect(file.headers['cache-control']).toBe('no-store');
  expect(file.headers['content-disposition']).toMatch(
    /^attachment; filename="certificate-([0-9A-Z]{4}-){3}[0-9A-Z]{4}\.pdf"$/,
  );
  const bytes = file.body as Buffer;
  expect((await PDFDocument.load(bytes)).getPageCount()).toBe(1);
  const again = await request(app).get(FILE).buffer().expect(200);
  expect((again.body as Buffer).equals(bytes)).toBe(true);
});

test('a double click ends at the same certificate', async () => {
  const fields = { name: 'Gül Nuñez', confirmed: 'yes' };
  const answers = await Promise.all([send(fields), send(fields)]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
});

test('a name is not issued before it is confirmed', async () => {
  const answer = await send({ name: 'Gül N.' }).expect(400);
  expect(answer.text).toContain('Tick the box');
  expect(answer.text).toContain('value="Gül N."');
  expect(await isIssued()).toBe(false);
});

test('an unprintable name comes back with what is wrong, and markup in it is text', async () => {
  const answer = await send({ name: '<b>Thảo</b>', confirmed: 'yes' }).expect(400);
  expect(answer.text).toContain('U+1EA3');
  expect(answer.text).toContain('value="&lt;b&gt;Thảo');
  expect(await isIssued()).toBe(false);
});

test.each([{}, { name: '', confirmed: 'yes' }, { confirmed: 'yes' }, { name: 'x'.repeat(5_000) }])(
  'the form %j is answered with the form',
  async (fields: Record<string, string>) => {
    await send(fields).expect(400);
    expect(await isIssued()).toBe(false);
  },
);

test('a form of another visit issues nothing', async () => {
  await send({ name: 'Gül Nuñez', confirmed: 'yes', formToken: 'x.y' }).expect(403);
  expect(await isIssued()).toBe(false);
});

test('whoever misses something sees what, and cannot send a name', async () => {
  visitor = await visitOfNew(fixture.repositories, { ledger: [] });
  const page = await request(app).get(PAGE).expect(200);
  expect(page.text).toContain('0 of 9 requirements met');
  await send({ name: 'Gül Nuñez' }).expect(303);
  await send({ name: 'Gül Nuñez', confirmed: 'yes' }).expect(409);
  expect(await isIssued()).toBe(false);
});

test('staff see that certificates are for participants, and cannot send a name', async () => {
  visitor = await visitOfNew(fixture.repositories, { role: 'facilitator' });
  await request(app).get(PAGE).expect(200);
  await send({ name: 'Gül Nuñez', confirmed: 'yes' }).expect(403);
  await request(app).get(FILE).expect(404);
  expect(await isIssued()).toBe(false);
});

test('nobody sees the file of someone else, or anything without a visit', async () => {
  await send({ name: 'Gül Nuñez', confirmed: 'yes' }).expect(303);
  const other = await visitOfNew(fixture.repositories);
  visitor = { ...other, session: sessionOf(other.enrolment, 'participant') };
  await request(app).get(FILE).expect(404);
  visitor = undefined;
  await request(app).get(FILE).expect(401);
  await request(app).get(PAGE).expect(401);
});

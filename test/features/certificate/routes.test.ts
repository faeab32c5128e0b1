import { createHash } from 'node:crypto';
import { certificateRoutes } from '../../../lti-tool/features/certificate/routes';
import { createCertificateService } from '../../../lti-tool/features/certificate/service';
import { withHold, withName, withNameShown } from '../../../lti-tool/domain/certificate-claim';
import { decideCompletion } from '../../../lti-tool/domain/completion';
import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import { type FeatureApp, featureApp } from '../../support/feature-app';
import {
  completeLedger,
  type Issuing,
  issuingOn,
  plainPrinter,
  rules,
} from '../../support/issuing';
import { programme } from '../../support/sample-programme';
import { openWorld, type World } from '../../support/world';

const PAGE = '/a/certificate';
const NAME = '/a/certificate/name';
const CONFIRM = '/a/certificate/confirm';
const PREVIEW = '/a/certificate/preview';
const FILE = '/a/certificate/file';
const SHOWN = '/a/certificate/name-shown';

let world: World;
let issuing: Issuing;
let app: FeatureApp;
let person: Enrolment;
/** Set: nothing is printed. */
let paperJam: Error | undefined;
/** What an organizer can edit. */
let edition = programme;
const errors: unknown[] = [];

beforeAll(async () => {
  world = await openWorld();
  issuing = issuingOn(world.repositories, {
    now: world.now,
    programmeOf: () => edition,
    printer: {
      ...plainPrinter,
      print: (fields, index) =>
        paperJam ? Promise.reject(paperJam) : plainPrinter.print(fields, index),
    },
  });
  app = featureApp(world, (web) =>
    certificateRoutes({
      programmeOf: () => edition,
      service: createCertificateService({
        certificates: world.repositories.certificates,
        completionOf: ({ ledger }) => decideCompletion(rules, ledger, world.now()),
        ...issuing,
        now: world.now,
        logger: { error: ({ err }: { err?: unknown }) => errors.push(err) },
      }),
      baseUrl: 'https://training.example.org',
      ...web,
    }),
  );
});
afterAll(() => world.close());
beforeEach(async () => {
  paperJam = undefined;
  edition = programme;
  person = await visitor(completeLedger(world.now()));
});

/** Somebody new, who visits from now on. */
async function visitor(
  ledger: Enrolment['ledger'],
  fields: Partial<Enrolment> = {},
): Promise<Enrolment> {
  const { id } = await world.enrol({ name: 'Asha Tamang' });
  const made = await world.repositories.enrolments.change(id, (one) => ({
    ...one,
    ledger,
    ...fields,
  }));
  app.visitAs(made);
  return made;
}

const certificate = () => world.repositories.certificates.ofEnrolment(person.id);
const names = async () => (await world.newest(person)).certificateClaim?.names ?? [];

test('whoever has everything looks at the name, confirms it, and gets the file', async () => {
  const page = await app.get(PAGE).expect(200);
  expect(page.text).toContain('Confirm your name');
  expect((await app.get(NAME)).text).toContain('value="Asha Tamang"');
  const name = { name: ' Gu\u0308l  Nuñez ', latin: '' };
  const preview = await app.post(NAME, name).expect(200);
  expect(preview.text).toContain('This certifies that');
  expect(preview.text).toContain('<bdi>Gül Nuñez</bdi>');
  expect(await names()).toEqual([]);
  const pdf = await app.post(PREVIEW, name).expect(200).expect('Content-Type', 'application/pdf');
  expect((pdf.body as Buffer).toString()).toBe('%PDF-1.7 preview Gül Nuñez');
  expect(await certificate()).toBeUndefined();

  await app.post(CONFIRM, name).expect(303).expect('Location', PAGE);
  expect(await certificate()).toMatchObject({ name: 'Gül Nuñez', nameShown: false });
  expect(await names()).toEqual([
    { text: 'Gül Nuñez', shown: false, by: person.id, at: world.now() },
  ]);
  expect((await app.get(PAGE)).text).toContain(FILE);
  const file = await app.get(FILE).expect(200).expect('Content-Type', 'application/pdf');
  expect(file.headers['content-disposition']).toMatch(
    /^attachment; filename="certificate-([0-9A-Z]{4}-){3}[0-9A-Z]{4}\.pdf"$/,
  );
  const again = await app.get(FILE).expect(200);
  expect((again.body as Buffer).equals(file.body as Buffer)).toBe(true);
});

test('the name can be confirmed before everything is met, in two scripts and with consent', async () => {
  person = await visitor([]);
  expect((await app.get(PAGE)).text).toContain('0 of 9 requirements met');
  await app.post(CONFIRM, { name: 'นลินี', latin: 'Nalinee', shown: 'yes' }).expect(303);
  expect(await certificate()).toBeUndefined();
  const { text } = await app.get(PAGE);
  expect(text).toContain('Nalinee');
  expect(text).toContain('Whoever has the code of the certificate can see it');
  await issuing.claims.change(person.id, (one) => ({
    ...one,
    ledger: completeLedger(world.now()),
  }));
  await issuing.issuer.runOnce();
  expect(await certificate()).toMatchObject({ name: 'นลินี (Nalinee)', nameShown: true });
});

test('the file is the one that was issued, whatever the edition says or the printer does since', async () => {
  await app.post(CONFIRM, { name: 'Gül Nuñez' }).expect(303);
  const issued = (await app.get(FILE).expect(200)).body as Buffer;
  const sha256 = createHash('sha256').update(issued).digest('hex');
  edition = {
    ...programme,
    title: 'Another title',
    edition: { ...programme.edition, issuer: 'X' },
  };
  paperJam = new Error('no paper');
  await issuing.issuer.runOnce();
  expect((await app.get(FILE).expect(200)).body).toEqual(issued);
  expect(await certificate()).toMatchObject({ sha256, trainingTitle: programme.title, issuer: '' });
});

test('going back keeps what was typed, and consent is asked for, never assumed', async () => {
  const fresh = await app.get(NAME);
  expect(fresh.text).not.toContain('checked');
  const back = await app.post(NAME, { name: 'Gül', latin: '', shown: 'yes', back: 'yes' });
  expect(back.status).toBe(200);
  expect(back.text).toMatch(/value="yes" checked/);
  expect(back.text).toContain('value="Gül"');
});

test.each([
  ['an emoji', { name: 'Asha 🎉' }, 'U+1F389'],
  ['a private character', { name: 'Asha \uE000' }, 'U+E000'],
  ['nothing', { name: ' ' }, 'Write your name'],
  ['no name at all', {}, 'Write your name'],
  ['a Latin form in another script', { name: 'Asha', latin: 'نادية' }, 'Latin letters'],
])('%s is refused in plain words, and nothing is stored', async (_what, fields, words) => {
  for (const address of [NAME, CONFIRM]) {
    const answer = await app.post(address, fields).expect(400);
    expect(answer.text).toContain(words);
  }
  await app.post(PREVIEW, fields).expect(303);
  expect(await names()).toEqual([]);
  expect(await certificate()).toBeUndefined();
});

test('a fourth name of one’s own is refused; consent can change all the same', async () => {
  person = await visitor([]);
  for (const name of ['One', 'Two', 'Three']) await app.post(CONFIRM, { name }).expect(303);
  const refused = await app.post(CONFIRM, { name: 'A Friend' }).expect(403);
  expect(refused.text).toContain('as often as you can');
  await app.post(CONFIRM, { name: 'Three', shown: 'yes' }).expect(303);
  await app.post(CONFIRM, { name: 'Three' }).expect(303);
  expect((await names()).map(({ text, shown }) => [text, shown])).toEqual([
    ['One', false],
    ['Two', false],
    ['Three', false],
    ['Three', true],
    ['Three', false],
  ]);
  expect((await app.get(NAME)).text).not.toContain('<input type="text"');
});

test('four names sent at once are not all taken', async () => {
  person = await visitor([]);
  const answers = await Promise.all(
    ['A', 'B', 'C', 'D'].map((name) => app.post(CONFIRM, { name })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 303, 303, 403]);
  expect(await names()).toHaveLength(3);
});

test('after the issue a name is a facilitator’s to correct', async () => {
  await app.post(CONFIRM, { name: 'Gül Nuñez' }).expect(303);
  for (const address of [NAME, CONFIRM, PREVIEW]) {
    await app.post(address, { name: 'A Friend' }).expect(409);
  }
  await app.get(NAME).expect(303).expect('Location', PAGE);
  expect(await names()).toHaveLength(1);
});

describe('after the issue, whether the public page names the holder', () => {
  const show = (shown: string) => app.post(SHOWN, { shown });

  test('can be changed in both directions, is logged, and leaves the certificate as it is', async () => {
    await app.post(CONFIRM, { name: 'Gül', latin: '' }).expect(303);
    const before = await certificate();
    const file = (await app.get(FILE)).body as Buffer;
    expect((await app.get(PAGE)).text).toContain('Show my name');
    await show('yes').expect(303).expect('Location', PAGE);
    expect((await app.get(PAGE)).text).toContain('Do not show my name any more');
    const version = expect.any(Number) as number;
    expect(await certificate()).toEqual({ ...before, version, nameShown: true });
    await show('no').expect(303);
    await show('no').expect(303);
    expect((await certificate())?.nameShown).toBe(false);
    expect((await app.get(FILE)).body).toEqual(file);
    const log = (await names()).map(({ text, shown: was, by, at }) => [text, was, by, at]);
    expect(log).toEqual([false, true, false].map((was) => ['Gül', was, person.id, world.now()]));
  });

  test('is made to agree with the log by whoever answers after a process that ended', async () => {
    await app.post(CONFIRM, { name: 'Gül' }).expect(303);
    await issuing.claims.change(person.id, (one) => withNameShown(one, true, world.now()));
    expect((await certificate())?.nameShown).toBe(false);
    await show('yes').expect(303);
    expect((await certificate())?.nameShown).toBe(true);
    expect(await names()).toHaveLength(2);
  });

  test('is asked of holders only, and only in words that the page has', async () => {
    await show('yes').expect(404);
    expect(await names()).toEqual([]);
    await app.post(CONFIRM, { name: 'Gül' }).expect(303);
    await show('perhaps').expect(400);
    await app.post(SHOWN, { shown: 'yes', formToken: 'x.y' }).expect(403);
    expect((await certificate())?.nameShown).toBe(false);
  });
});

test('a double click ends at the same certificate', async () => {
  const answers = await Promise.all([1, 2].map(() => app.post(CONFIRM, { name: 'Gül' })));
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  expect(await world.repositories.certificates.allOf(person.id)).toHaveLength(1);
});

test('what cannot be printed at once is confirmed all the same, and printed later', async () => {
  paperJam = new Error('no paper');
  await app.post(CONFIRM, { name: 'Gül' }).expect(303);
  expect(errors).toContain(paperJam);
  expect((await app.get(PAGE)).text).toContain('is being made');
  paperJam = undefined;
  await issuing.issuer.runOnce();
  expect(await certificate()).toMatchObject({ name: 'Gül' });
});

test('somebody whose certificate is held is told why', async () => {
  const hold = { by: 'facilitator', at: world.now(), reason: 'Two accounts' };
  await world.repositories.enrolments.change(person.id, (one) =>
    withHold(withName(one, { text: 'Gül', shown: false }, { by: one.id, at: world.now() }), hold),
  );
  expect((await app.get(PAGE)).text).toContain('Reason: Two accounts');
});

test.each<[string, Partial<Enrolment>, string]>([
  ['staff', { role: 'facilitator' }, 'for participants'],
  ['test persons', { testPerson: true }, 'for real people'],
])('%s are told that they receive none, and confirm nothing', async (_who, fields, words) => {
  person = await visitor(completeLedger(world.now()), fields);
  expect((await app.get(PAGE)).text).toContain(words);
  for (const address of [NAME, CONFIRM, PREVIEW]) {
    await app.post(address, { name: 'Gül' }).expect(403);
  }
  await app.get(FILE).expect(404);
  expect(await names()).toEqual([]);
});

test('a form of another visit confirms nothing', async () => {
  await app.post(CONFIRM, { name: 'Gül', formToken: 'x.y' }).expect(403);
  expect(await names()).toEqual([]);
});

test('nobody sees the file of someone else', async () => {
  await app.post(CONFIRM, { name: 'Gül' }).expect(303);
  await visitor([]);
  await app.get(FILE).expect(404);
});

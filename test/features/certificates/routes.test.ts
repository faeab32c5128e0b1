import { decideCompletion } from '../../../lti-tool/domain/completion';
import { withName, withNameShown } from '../../../lti-tool/domain/certificate-claim';
import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import { certificatesRoutes } from '../../../lti-tool/features/certificates/routes';
import { createCertificatesService } from '../../../lti-tool/features/certificates/service';
import { type FeatureApp, featureApp } from '../../support/feature-app';
import { completeLedger, type Issuing, issuingOn, rules } from '../../support/issuing';
import { openWorld, type World } from '../../support/world';

let world: World;
let issuing: Issuing;
let app: FeatureApp;
let contextId: string;
let facilitator: Enrolment;
let orders = 0;

beforeAll(async () => {
  world = await openWorld();
  issuing = issuingOn(world.repositories, { now: world.now, release: 'by-facilitator' });
  app = featureApp(world, (web) =>
    certificatesRoutes({
      service: createCertificatesService({
        ...world.repositories,
        completionOf: ({ ledger }) => decideCompletion(rules, ledger, world.now()),
        ...issuing,
        certificatesDue: () => {
          orders += 1;
        },
        now: world.now,
      }),
      ...web,
    }),
  );
});
afterAll(() => world.close());
beforeEach(async () => {
  contextId = `context ${Math.random()}`;
  facilitator = await world.enrol({ contextId, role: 'facilitator', name: 'Dewi Kusuma' });
  app.visitAs(facilitator);
});

async function participant(
  confirmed: string | null = 'Asha Tamang',
  fields: Partial<Enrolment> = {},
): Promise<Enrolment> {
  const { id } = await world.enrol({ contextId, name: 'Asha Tamang' });
  return issuing.claims.change(id, (current) => {
    const one = { ...current, ledger: completeLedger(world.now()), ...fields };
    return confirmed === null
      ? one
      : withName(one, { text: confirmed, shown: false }, { by: id, at: world.now() });
  });
}

const pathOf = ({ id }: Enrolment): string => `/certificates/people/${id}`;
const act = (one: Enrolment, action: string, fields: Record<string, string> = {}) =>
  app.post(pathOf(one), { action, ...fields });
const certificatesOf = ({ id }: Enrolment) => world.repositories.certificates.allOf(id);

/** Names of the files in an archive, as its directory lists them (APPNOTE 4.3.12). */
async function namesIn(address: string): Promise<string[]> {
  const answer = await app
    .get(address)
    .buffer()
    .parse((res, done) => {
      const pieces: Buffer[] = [];
      res.on('data', (piece: Buffer) => pieces.push(piece));
      res.on('end', () => {
        done(null, Buffer.concat(pieces));
      });
    })
    .expect(200)
    .expect('Content-Type', 'application/zip');
  const zip = answer.body as Buffer;
  const names: string[] = [];
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) {
    names.push(zip.subarray(at + 46, at + 46 + zip.readUInt16LE(at + 28)).toString());
  }
  return names;
}

test('the valid certificates come as one archive, named by holder and code', async () => {
  const [withdrawn] = [await issued(), await issued(), await participant()];
  await act(withdrawn, 'withdraw', { reason: 'Mistake' }).expect(303);
  const names = await namesIn('/certificates/files.zip');
  expect(names).toEqual([expect.stringMatching(/^Asha Tamang ([0-9A-Z]{4}-){3}[0-9A-Z]{4}\.pdf$/)]);
});

/** Released, and issued. */
async function issued(): Promise<Enrolment> {
  const one = await participant();
  await act(one, 'release').expect(303);
  await issuing.issuer.runOnce();
  return one;
}

test('everybody is listed with state, names and how they differ', async () => {
  await participant('Asha Tamang');
  await participant('Gül Nuñez');
  await participant(null);
  await issued();
  const { text } = await app.get('/certificates').expect(200);
  expect(text).toContain('Ready, waits for you');
  expect(text).toContain('A wholly different name.');
  expect(text).toContain('Complete, name not confirmed');
  expect(text).toContain('Issue 2 certificates');
  expect((await app.get('/certificates?show=issued')).text).not.toContain('Ready, waits');
});

test('a hold needs a reason, stops the issue, and is taken back by a release', async () => {
  const one = await participant();
  const refused = await act(one, 'hold').expect(400);
  expect(refused.text).toContain('Say the reason');
  await act(one, 'hold', { reason: 'Two accounts' }).expect(303);
  expect((await app.get(pathOf(one))).text).toContain('Reason: Two accounts');
  await app.post('/certificates/issue', {}).expect(303);
  await issuing.issuer.runOnce();
  expect(await certificatesOf(one)).toEqual([]);
  await act(one, 'release').expect(303);
  await issuing.issuer.runOnce();
  expect(await certificatesOf(one)).toHaveLength(1);
});

test('a certificate is withdrawn once, with reason and author', async () => {
  const one = await issued();
  await act(one, 'withdraw').expect(400);
  await act(one, 'withdraw', { reason: 'Issued by mistake' }).expect(303);
  expect(await certificatesOf(one)).toMatchObject([
    {
      status: 'withdrawn',
      statusChange: { by: facilitator.id, at: world.now(), reason: 'Issued by mistake' },
    },
  ]);
  await act(one, 'withdraw', { reason: 'Again' }).expect(409);
  const { text } = await app.get(pathOf(one));
  expect(text).toContain('Issued by mistake');
  expect(text).toContain('by <bdi>Dewi Kusuma</bdi>');
});

test('a correction makes a new certificate, and the old one reads replaced by it', async () => {
  const one = await issued();
  await act(one, 'correct', { name: 'Āśā Tamang' }).expect(400);
  await act(one, 'correct', { name: 'Āśā Tamang', reason: 'Long vowels' }).expect(303);
  const [old, corrected, ...more] = await certificatesOf(one);
  expect(more).toEqual([]);
  expect(corrected).toMatchObject({ name: 'Āśā Tamang', status: 'valid', issue: 2 });
  expect(old).toMatchObject({
    name: 'Asha Tamang',
    status: 'replaced',
    replacedBy: corrected?.code,
    statusChange: { by: facilitator.id, reason: 'Long vowels' },
  });
  const history = (await app.get(pathOf(one))).text;
  expect(history).toContain('instead of <bdi>Asha Tamang</bdi>');
});

test('whether the name is shown is read among the names, and goes with a correction', async () => {
  const one = await issued();
  await issuing.claims.change(one.id, (current) => withNameShown(current, true, world.now()));
  const { text } = await app.get(pathOf(one));
  expect(text).toContain('the same name, from now on may be shown in public');
  await act(one, 'correct', { name: 'Gül', reason: 'Typing mistake' }).expect(303);
  expect((await certificatesOf(one)).map(({ nameShown }) => nameShown)).toEqual([true, true]);
});

test('neither a withdrawal nor a correction touches a file that was issued', async () => {
  const { certificates } = world.repositories;
  const one = await issued();
  const [first] = await certificatesOf(one);
  const before = await certificates.file(first?.id ?? '');
  expect(before).toBeDefined();
  await act(one, 'correct', { name: 'Āśā Tamang', reason: 'Long vowels' }).expect(303);
  const [, second] = await certificatesOf(one);
  const corrected = await certificates.file(second?.id ?? '');
  await act(one, 'withdraw', { reason: 'Issued by mistake' }).expect(303);
  expect(await certificates.file(first?.id ?? '')).toEqual(before);
  expect(await certificates.file(second?.id ?? '')).toEqual(corrected);
  expect(corrected?.pdf).not.toBe(before?.pdf);
});

test('two corrections at once leave one certificate that holds', async () => {
  const one = await issued();
  await Promise.all(
    ['Asha A', 'Asha B'].map((name) => act(one, 'correct', { name, reason: 'Spelling' })),
  );
  const valid = (await certificatesOf(one)).filter(({ status }) => status === 'valid');
  expect(valid).toHaveLength(1);
});

test('what cannot be printed is no correction', async () => {
  const one = await issued();
  const answer = await act(one, 'correct', { name: 'Asha 🎉', reason: 'Party' }).expect(400);
  expect(answer.text).toContain('U+1F389');
  expect(answer.text).toContain('value="Party"');
  expect(await certificatesOf(one)).toHaveLength(1);
});

test('nothing is corrected for whom a requirement is not met any more', async () => {
  const one = await issued();
  await world.repositories.enrolments.change(one.id, (current) => ({ ...current, ledger: [] }));
  await act(one, 'correct', { name: 'Other', reason: 'Spelling' }).expect(409);
  expect(await certificatesOf(one)).toMatchObject([{ name: 'Asha Tamang', status: 'valid' }]);
});

test('a facilitator confirms a name for the person before the issue, however often', async () => {
  const one = await participant(null);
  for (const name of ['A', 'B', 'C', 'D', 'E']) await act(one, 'correct', { name }).expect(303);
  const { certificateClaim } = await world.newest(one);
  expect(certificateClaim?.names.map(({ text, by }) => [text, by === facilitator.id])).toEqual(
    ['A', 'B', 'C', 'D', 'E'].map((name) => [name, true]),
  );
});

test('one button issues everything that is ready, as a job that shows how far it is', async () => {
  const people = [await participant(), await participant(), await participant(null)];
  const before = orders;
  expect((await app.get('/certificates')).text).not.toContain('State of the last order');
  await app.post('/certificates/issue', {}).expect(303).expect('Location', '/certificates/issue');
  expect(orders).toBe(before + 1);
  const running = await app.get('/certificates/issue').expect('Refresh', '3');
  expect(running.text).toContain('0 of 2 people done');
  expect((await app.get('/certificates')).text).toContain('State of the last order');
  await issuing.issuer.runOnce();
  const finished = await app.get('/certificates/issue');
  expect(finished.headers).not.toHaveProperty('refresh');
  expect(finished.text).toContain('2 certificates issued');
  const all = await Promise.all(people.map(certificatesOf));
  expect(all.map(({ length }) => length)).toEqual([1, 1, 0]);
});

test.each<[string, Partial<Enrolment>]>([
  ['course', { contextId: 'elsewhere' }],
  ['deployment', { deploymentId: 'elsewhere' }],
  ['platform', { registrationId: 'elsewhere' }],
])('people of another %s are neither shown, nor changed, nor downloaded', async (_what, where) => {
  const one = await issued();
  const before = await world.newest(one);
  const stranger = await world.enrol({ contextId, role: 'facilitator', ...where });
  app.visitAs(stranger);
  expect((await app.get('/certificates')).text).not.toContain('Asha');
  await app.get(pathOf(one)).expect(404);
  for (const action of ['hold', 'release', 'withdraw', 'correct']) {
    await act(one, action, { reason: 'x', name: 'Asha' }).expect(404);
  }
  await app.post('/certificates/issue', {}).expect(303);
  expect(await namesIn('/certificates/files.zip')).toEqual([]);
  expect(await world.newest(one)).toEqual(before);
});

test('participants see and do nothing here', async () => {
  const one = await issued();
  app.visitAs(one);
  for (const address of [
    '/certificates',
    '/certificates/issue',
    '/certificates/files.zip',
    pathOf(one),
  ]) {
    await app.get(address).expect(403);
  }
  await act(one, 'withdraw', { reason: 'x' }).expect(403);
  await app.post('/certificates/issue', {}).expect(403);
});

test.each([{}, { action: 'erase' }, { action: ['hold', 'release'] }])(
  'the form %j is refused',
  async (fields: Record<string, string | string[]>) => {
    const one = await participant();
    await app.post(pathOf(one), fields).expect(400);
    expect(await world.newest(one)).toEqual(one);
  },
);

import path from 'node:path';
import { withName } from '../../../lti-tool/domain/certificate-claim';
import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import { openEmbeddedStore } from '../../../lti-tool/store/embedded/store';
import { createRepositories, type Repositories } from '../../../lti-tool/store/repositories';
import { completeLedger, issuingOn, plainPrinter } from '../../support/issuing';
import { openWorld, type World } from '../../support/world';
import { Gate } from '../dispatcher/gate';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** What one process sees of the store, and does outside it: every operation passes its gate. */
function processThrough(gate: Gate) {
  const { enrolments, certificates, issuingJobs } = world.repositories;
  const seen: Pick<Repositories, 'enrolments' | 'certificates' | 'issuingJobs'> = {
    enrolments: {
      ...enrolments,
      get: (id) => gate.pass('read', () => enrolments.get(id)),
      change: (id, next) => gate.pass('write', () => enrolments.change(id, next)),
      withCertificatesDue: (before, options) =>
        gate.pass('due', () => enrolments.withCertificatesDue(before, options)),
    },
    certificates: {
      ...certificates,
      ofEnrolment: (id) => gate.pass('look', () => certificates.ofEnrolment(id)),
      freeStatusIndex: () => gate.pass('place', () => certificates.freeStatusIndex()),
      issue: (certificate) => gate.pass('issue', () => certificates.issue(certificate)),
    },
    issuingJobs: {
      ...issuingJobs,
      save: (job) => gate.pass('note', () => issuingJobs.save(job)),
    },
  };
  return issuingOn(seen, {
    now: world.now,
    printer: {
      ...plainPrinter,
      print: (fields, index) => gate.pass('print', () => plainPrinter.print(fields, index)),
    },
  });
}

async function duePerson(contextId: string): Promise<Enrolment> {
  const { id } = await world.enrol({ contextId });
  const { claims } = issuingOn(world.repositories, { now: world.now });
  return claims.change(id, (current) =>
    withName(
      { ...current, ledger: completeLedger(world.now()) },
      { text: 'Asha', shown: false },
      {
        by: id,
        at: world.now(),
      },
    ),
  );
}

async function expectOne({ id }: Enrolment): Promise<void> {
  expect(await world.repositories.certificates.allOf(id)).toHaveLength(1);
  const after = await world.repositories.enrolments.get(id);
  expect(after?.certificateClaim?.issuedAt).toBeDefined();
  expect(after).not.toHaveProperty('certificateDueAt');
}

const survivor = () => issuingOn(world.repositories, { now: world.now });

test('an issuer that is killed before or after any step leaves one certificate behind', async () => {
  const whole = new Gate();
  await duePerson('whole');
  await processThrough(whole).issuer.runOnce();
  expect(new Set(whole.passed)).toEqual(
    new Set(['due', 'look', 'read', 'place', 'print', 'issue', 'write']),
  );
  for (let at = 0; at < whole.passed.length; at += 1) {
    for (const when of ['before', 'after'] as const) {
      const due = await duePerson('killed');
      const gate = new Gate({ at, when });
      await processThrough(gate)
        .issuer.runOnce()
        .catch(() => undefined);
      expect(gate.passed.length).toBeGreaterThan(at);
      await survivor().issuer.runOnce();
      await expectOne(due);
    }
  }
}, 60_000);

test('two processes on one file that issue to the same people at once issue one each', async () => {
  const file = path.join(world.folder, 'store.sqlite');
  const store = await openEmbeddedStore({ file, now: world.now });
  const other = issuingOn(createRepositories(store), { now: world.now });
  const people = await Promise.all(Array.from({ length: 6 }, () => duePerson('both')));
  const both = [survivor(), other];
  const issued = await Promise.all(
    people.flatMap(({ id }) => both.flatMap(({ issueTo }) => [issueTo(id), issueTo(id)])),
  );
  await Promise.all(both.map(({ issuer }) => issuer.runOnce()));
  for (const person of people) {
    await expectOne(person);
    const codes = issued.flatMap((one) => (one?.enrolmentId === person.id ? one.code : []));
    expect([codes.length, new Set(codes).size]).toEqual([4, 1]);
  }
  await store.close();
}, 60_000);

test('a job that is killed before or after any step is finished by another process', async () => {
  const order = async (contextId: string, gate: Gate) => {
    const facilitator = await world.enrol({ contextId, role: 'facilitator' });
    const people = [await duePerson(contextId), await duePerson(contextId)];
    const { bulk } = processThrough(gate);
    await bulk.order(facilitator);
    await bulk.work(() => false).catch(() => undefined);
    return { facilitator, people };
  };
  const whole = new Gate();
  await order('whole job', whole);
  for (let at = 0; at < whole.passed.length; at += 1) {
    const gate = new Gate({ at, when: at % 2 === 0 ? 'before' : 'after' });
    const { facilitator, people } = await order(`job ${at}`, gate);
    world.pass(31_000);
    const { bulk } = survivor();
    await bulk.work(() => false);
    expect(await bulk.newestIn(facilitator)).toMatchObject({
      state: 'finished',
      done: 2,
      issued: 2,
    });
    for (const person of people) await expectOne(person);
  }
}, 60_000);

test('while one process works on a job, another leaves it alone', async () => {
  const facilitator = await world.enrol({ contextId: 'shared', role: 'facilitator' });
  const person = await duePerson('shared');
  const { bulk } = survivor();
  const job = await bulk.order(facilitator);
  await world.repositories.issuingJobs.save({
    ...job,
    leasedUntil: new Date(world.now().getTime() + 1),
  });
  await bulk.work(() => false);
  expect(await world.repositories.certificates.ofEnrolment(person.id)).toBeUndefined();
  world.pass(1);
  await bulk.work(() => false);
  await expectOne(person);
});

test('a process that is to stop hands its job on at once', async () => {
  const facilitator = await world.enrol({ contextId: 'stopping', role: 'facilitator' });
  await duePerson('stopping');
  const { bulk } = survivor();
  await bulk.order(facilitator);
  let looks = 0;
  await bulk.work(() => (looks += 1) > 1);
  expect(await bulk.newestIn(facilitator)).toMatchObject({ state: 'running', done: 0 });
  await survivor().bulk.work(() => false);
  expect(await bulk.newestIn(facilitator)).toMatchObject({ state: 'finished', issued: 1 });
});

test('a second order while the first is under way is the same job', async () => {
  const facilitator = await world.enrol({ contextId: 'twice', role: 'facilitator' });
  await duePerson('twice');
  const { bulk } = survivor();
  const job = await bulk.order(facilitator);
  expect(await bulk.order(facilitator)).toEqual(job);
  await bulk.work(() => false);
  expect((await bulk.order(facilitator)).people).toEqual([]);
});

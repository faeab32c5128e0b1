import { runEraseCommand } from '../../scripts/erase-command';
import { withName } from '../../lti-tool/domain/certificate-claim';
import type { Enrolment } from '../../lti-tool/domain/enrolment';
import { createErasing, type Erasing } from '../../lti-tool/progress/erasing';
import { completeLedger, issuingOn } from '../support/issuing';
import { openWorld, type World } from '../support/world';

let world: World;
let erasing: Erasing;
let contextId: string;
beforeAll(async () => {
  world = await openWorld();
  erasing = createErasing(world.repositories);
});
afterAll(() => world.close());
beforeEach(() => {
  contextId = `context ${Math.random()}`;
});

/** Somebody with a certificate, an attempt and a line in the platform's list. */
async function holder(shown: boolean): Promise<{ person: Enrolment; code: string }> {
  const { attempts, rosters } = world.repositories;
  const { claims, issueTo } = issuingOn(world.repositories, { now: world.now });
  const person = await world.enrol({ contextId, name: 'Asha Tamang' });
  const { id, subject } = person;
  await claims.change(id, (one) =>
    withName(
      { ...one, ledger: completeLedger(world.now()) },
      { text: 'Asha Tamang', shown },
      {
        by: id,
        at: world.now(),
      },
    ),
  );
  const certificate = await issueTo(id);
  await attempts.start({
    enrolmentId: id,
    activityId: 'm01-test',
    seed: 'seed',
    answers: {},
    startedAt: world.now(),
  });
  await rosters.change(person, (roster) => ({
    registrationId: person.registrationId,
    deploymentId: person.deploymentId,
    contextId,
    triedAt: world.now(),
    members: [...(roster?.members ?? []), { subject, role: 'participant', name: 'Asha Tamang' }],
  }));
  return { person, code: certificate?.code ?? '' };
}

async function expectErased({ id, subject, ...key }: Enrolment): Promise<void> {
  const { attempts, enrolments, rosters } = world.repositories;
  expect(await enrolments.get(id)).toBeUndefined();
  expect(await attempts.ofActivity(id, 'm01-test')).toEqual([]);
  const members = (await rosters.find(key))?.members ?? [];
  expect(members.filter((member) => member.subject === subject)).toEqual([]);
}

test.each([
  [false, undefined],
  [true, 'Asha Tamang'],
])('a person goes, the certificate can be checked (name shown: %s)', async (shown, name) => {
  const { certificates } = world.repositories;
  const [{ person, code }, other] = [await holder(shown), await holder(shown)];
  const before = await certificates.byCode(code);
  expect(await erasing.person(person.id)).toBe(1);
  await expectErased(person);
  const after = await certificates.byCode(code);
  expect(after?.name).toBe(name);
  const { sha256, status, issuedAt, completedAt } = before ?? {};
  expect(after).toMatchObject({ code, sha256, status, issuedAt, completedAt });
  expect(await certificates.file(before?.id ?? '')).toBeUndefined();
  expect(await world.newest(other.person)).toBeDefined();
  expect(await erasing.person(person.id)).toBe(0);
});

test('everybody of a course goes with it, and nobody of another', async () => {
  const [a, b] = [await holder(false), await holder(false)];
  const { contextId: mine } = a.person;
  contextId = 'another';
  const other = await holder(false);
  expect(await erasing.context(a.person)).toBe(2);
  await expectErased(a.person);
  await expectErased(b.person);
  expect(await world.repositories.rosters.find({ ...a.person, contextId: mine })).toBeUndefined();
  expect(await world.newest(other.person)).toBeDefined();
});

describe('the command', () => {
  async function run(...args: string[]) {
    const said = { result: '', words: '' };
    const code = await runEraseCommand(args, erasing, {
      result: (text) => (said.result += text),
      words: (text) => (said.words += text),
    });
    return { code, ...said };
  }

  test('erases a person, and says when there is none', async () => {
    const { person } = await holder(false);
    expect(await run('--person', person.id)).toEqual({
      code: 0,
      result: '{"people":1}\n',
      words: '',
    });
    expect((await run('--person', person.id)).code).toBe(1);
  });

  test('erases a course', async () => {
    const { person } = await holder(false);
    const { registrationId, deploymentId } = person;
    const course = ['--context', contextId, '--registration', registrationId];
    expect((await run(...course)).code).toBe(2);
    expect((await run(...course, '--deployment', deploymentId)).code).toBe(0);
    await expectErased(person);
  });

  test.each([[], ['--person'], ['--everybody'], ['--person', 'a', '--context', 'b'], ['x']])(
    'explains itself on %j',
    async (...args: string[]) => {
      const { code, words } = await run(...args);
      expect(code).toBe(2);
      expect(words).toContain('npm run --silent erase');
    },
  );
});

import { randomUUID } from 'node:crypto';
import type { LiveSession } from '../../../lti-tool/content/programme';
import { requirementId } from '../../../lti-tool/domain/requirement';
import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import { memberId } from '../../../lti-tool/domain/people';
import {
  createLiveSessionService,
  type LiveSessionService,
  type Standing,
} from '../../../lti-tool/features/live-session/service';
import { liveSessions } from '../../support/sample-programme';
import { openWorld, type World } from '../../support/world';

const session = liveSessions[0] as LiveSession;
const MINUTE = 60_000;

let world: World;
let service: LiveSessionService;
let author: Enrolment;
let person: Enrolment;
let neighbour: Enrolment;
beforeAll(async () => {
  world = await openWorld();
  const { enrolments, rosters } = world.repositories;
  service = createLiveSessionService({
    enrolments,
    rosters,
    progress: world.progress,
    newId: randomUUID,
    now: world.now,
  });
});
afterAll(() => world.close());
beforeEach(async () => {
  author = await world.enrol({ role: 'facilitator', name: 'Dewi' });
  person = await world.enrol();
  neighbour = await world.enrol();
});

const say = (standing: Standing, reason = '', personId = person.id) => ({
  personId,
  standing,
  reason,
});
const ledger = async (of = person) => (await world.newest(of)).ledger;
const states = async (): Promise<unknown> => {
  const { requirements } = world.progress.completionOf(await world.newest(person));
  return ['attendance', 'participation'].map(
    (kind) =>
      requirements.find(
        ({ requirement }) =>
          requirement.id === requirementId(kind as 'attendance' | 'participation', session.id),
      )?.state,
  );
};

test.each<[Standing, string, string]>([
  ['active', 'met', 'met'],
  ['present', 'met', 'not-met'],
  ['absent', 'not-met', 'not-met'],
])('%s: attendance is %s, participation is %s', async (standing, attendance, participation) => {
  expect(await states()).toEqual(['pending', 'pending']);
  const outcome = await service.record(author, session, [say(standing)]);
  expect(outcome).toEqual({ kind: 'saved', changed: 1 });
  expect(await states()).toEqual([attendance, participation]);
  expect(await ledger()).toMatchObject([
    { kind: 'attendance-recorded', by: author.id, at: world.now() },
    { kind: 'participation-recorded', by: author.id, at: world.now() },
  ]);
});

test('a correction without a reason is refused; with one both records are kept', async () => {
  await service.record(author, session, [say('active')]);
  const first = await ledger();
  const corrector = await world.enrol({ role: 'facilitator' });
  world.pass(MINUTE);
  expect(await service.record(corrector, session, [say('absent')])).toEqual({
    kind: 'reasons-missing',
    personIds: [person.id],
  });
  expect(await ledger()).toEqual(first);
  await service.record(corrector, session, [say('absent', 'Left after the opening')]);
  const correction = { by: corrector.id, at: world.now(), reason: 'Left after the opening' };
  expect(await ledger()).toEqual([
    ...first,
    expect.objectContaining({ kind: 'attendance-recorded', present: false, ...correction }),
    expect.objectContaining({ kind: 'participation-recorded', active: false, ...correction }),
  ]);
  expect(await states()).toEqual(['not-met', 'not-met']);
});

test('corrections count in the order in which they were made, back and forth', async () => {
  await service.record(author, session, [say('absent')]);
  for (const standing of ['active', 'absent', 'active'] as const) {
    await service.record(author, session, [say(standing, 'Checked the list again')]);
  }
  expect(await states()).toEqual(['met', 'met']);
  expect(await ledger()).toHaveLength(8);
});

test('what has not changed is not recorded again', async () => {
  await service.record(author, session, [say('present')]);
  world.pass(MINUTE);
  const before = await world.newest(person);
  expect(await service.record(author, session, [say('present', 'Again')])).toEqual({
    kind: 'saved',
    changed: 0,
  });
  expect(await world.newest(person)).toEqual(before);
  await service.record(author, session, [say('active', 'Spoke in the group')]);
  expect((await ledger()).map(({ kind }) => kind)).toEqual([
    'attendance-recorded',
    'participation-recorded',
    'participation-recorded',
  ]);
});

test('the same form sent twice at once is one record', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 5 }, () => service.record(author, session, [say('active')])),
  );
  expect(outcomes.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => 'saved'));
  expect(await ledger()).toHaveLength(2);
});

test('of two who record differently at once, the second has to give a reason', async () => {
  const other = await world.enrol({ role: 'facilitator' });
  const outcomes = await Promise.all([
    service.record(author, session, [say('active')]),
    service.record(other, session, [say('absent')]),
  ]);
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['reasons-missing', 'saved']);
  expect(await ledger()).toHaveLength(2);
});

test('nothing is recorded when one of several corrections has no reason', async () => {
  await service.record(author, session, [say('active')]);
  const before = await world.newest(person);
  const outcome = await service.record(author, session, [
    say('active', '', neighbour.id),
    say('absent'),
  ]);
  expect(outcome).toEqual({ kind: 'reasons-missing', personIds: [person.id] });
  expect(await ledger(neighbour)).toEqual([]);
  expect(await world.newest(person)).toEqual(before);
});

test.each<[string, () => Promise<string>]>([
  ['a facilitator', async () => (await world.enrol({ role: 'facilitator' })).id],
  ['an administrator', async () => (await world.enrol({ role: 'administrator' })).id],
  ['the author', () => Promise.resolve(author.id)],
  ['someone of another course', async () => (await world.enrol({ contextId: 'other' })).id],
  ['someone of another deployment', async () => (await world.enrol({ deploymentId: 'other' })).id],
  ['someone of another platform', async () => (await world.enrol({ registrationId: 'other' })).id],
  ['nobody', () => Promise.resolve('__proto__')],
])('%s cannot be recorded, and then nobody else is', async (_who, idOf) => {
  const records = [say('active'), say('active', '', await idOf())];
  await expect(service.record(author, session, records)).rejects.toMatchObject({
    id: 'not-allowed',
    status: 403,
  });
  expect(await ledger()).toEqual([]);
});

test('participants are those of this context, by name; authors are named', async () => {
  const contextId = 'names';
  const teacher = await world.enrol({ contextId, role: 'facilitator', name: 'Dewi' });
  const zara = await world.enrol({ contextId, name: 'Zara' });
  const asha = await world.enrol({ contextId, name: 'Asha' });
  await service.record(teacher, session, [say('active', '', zara.id)]);
  const participants = await service.participants(teacher);
  expect(participants.map(({ id }) => id)).toEqual([asha.id, zara.id]);
  expect(await service.authors(participants, session)).toEqual(new Map([[teacher.id, 'Dewi']]));
});

describe('somebody who has not launched yet', () => {
  const subject = 'listed-1';
  const key = (): { registrationId: string; deploymentId: string; contextId: string } => {
    const { registrationId, deploymentId, contextId } = author;
    return { registrationId, deploymentId, contextId };
  };
  beforeEach(async () => {
    author = await world.enrol({
      role: 'facilitator',
      name: 'Dewi',
      contextId: `context ${randomUUID()}`,
    });
    await world.repositories.rosters.change(key(), () => ({
      ...key(),
      triedAt: world.now(),
      members: [
        { subject, role: 'participant', name: 'Bo' },
        { subject: 'listed-2', role: 'facilitator', name: 'Leyla' },
      ],
    }));
  });
  const enrolled = (): Promise<Enrolment | undefined> =>
    world.repositories.enrolments.find({ ...key(), subject });

  test('is among the participants, and enrolled with the first record', async () => {
    expect(await service.participants(author)).toMatchObject([
      { id: memberId(subject), name: 'Bo' },
    ]);
    expect(await enrolled()).toBeUndefined();
    const outcome = await service.record(author, session, [say('active', '', memberId(subject))]);
    expect(outcome).toEqual({ kind: 'saved', changed: 1 });
    const person = await enrolled();
    expect(person).toMatchObject({ name: 'Bo', role: 'participant', scores: [{ scoreGiven: 1 }] });
    expect(person).not.toHaveProperty('launchedAt');
    expect(person?.ledger.map(({ kind }) => kind)).toEqual([
      'attendance-recorded',
      'participation-recorded',
    ]);
    expect(await service.participants(author)).toMatchObject([{ id: person?.id, name: 'Bo' }]);
  });

  test('keeps the records after the first launch, which tells name and role', async () => {
    await service.record(author, session, [say('present', '', memberId(subject))]);
    await world.enrol({ ...key(), subject, name: 'Bo Lee' });
    expect(await enrolled()).toMatchObject({ name: 'Bo Lee', launchedAt: world.now() });
    expect((await enrolled())?.ledger).toHaveLength(2);
  });

  test('is recorded once where the launch came between the page and its form', async () => {
    const launched = await world.enrol({ ...key(), subject, name: 'Bo' });
    await service.record(author, session, [say('present', '', launched.id)]);
    const again = await service.record(author, session, [say('absent', '', memberId(subject))]);
    expect(again).toEqual({ kind: 'reasons-missing', personIds: [memberId(subject)] });
    expect((await enrolled())?.ledger).toHaveLength(2);
  });

  test.each([memberId('listed-2'), memberId('nobody'), 'member:', 'member:!'])(
    'is not recorded as %s, who is no participant of the list',
    async (personId) => {
      await expect(
        service.record(author, session, [say('present', '', personId)]),
      ).rejects.toMatchObject({ id: 'not-allowed' });
      expect(await enrolled()).toBeUndefined();
    },
  );

  test('is not recorded where a launch made them staff', async () => {
    await world.enrol({ ...key(), subject, role: 'facilitator' });
    await expect(
      service.record(author, session, [say('present', '', memberId(subject))]),
    ).rejects.toMatchObject({ id: 'not-allowed' });
  });
});

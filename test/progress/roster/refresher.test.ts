import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import { earn } from '../../../lti-tool/domain/score-outbox';
import type { Roster } from '../../../lti-tool/domain/roster';
import { type Member, ServiceError } from '../../../lti-tool/lti/port';
import {
  createRosterRefresher,
  type RosterRefresher,
} from '../../../lti-tool/progress/roster/refresher';
import { openWorld, type World } from '../../support/world';

const HOUR = 3_600_000;
const key = { registrationId: 'registration', deploymentId: 'deployment', contextId: 'context' };
const URL = 'https://lms.example/members';

let world: World;
/** What the platform lists, or why it does not. */
let told: readonly Member[] | Error;
let named: readonly Member[] | Error;
let asked: { url: string; rlid: string | undefined }[];
let warnings: object[];
beforeEach(async () => {
  world = await openWorld();
  told = [member('ana', 'Ana'), member('dewi', 'Dewi', 'facilitator')];
  named = [];
  asked = [];
  warnings = [];
});
afterEach(() => world.close());

function member(userId: string, name?: string, role: Member['role'] = 'participant'): Member {
  return { userId, role, isActive: true, ...(name && { name }) };
}

/** A process of its own on the same store. */
function start(): RosterRefresher {
  const { contextRecords, enrolments, rosters } = world.repositories;
  return createRosterRefresher({
    contextRecords,
    enrolments,
    rosters,
    memberships: {
      list(_registrationId, url, { rlid } = {}) {
        asked.push({ url, rlid });
        const answer = rlid === undefined ? told : named;
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
    },
    marked: (enrolment) => enrolment,
    scoresDue: world.scoresDue,
    now: world.now,
    logger: { warn: (fields) => warnings.push(fields) },
  });
}

async function knowContext(contextId = 'context', membershipsUrl: string | undefined = URL) {
  await world.repositories.contextRecords.change({ ...key, contextId }, () => ({
    ...key,
    contextId,
    lineItems: {},
    scopes: [],
    ...(membershipsUrl && { membershipsUrl }),
    resourceLinkId: 'link-1',
    launchedAt: world.now(),
  }));
}

const roster = (): Promise<Roster | undefined> => world.repositories.rosters.find(key);

async function withScore(enrolment: Enrolment): Promise<Enrolment> {
  const earned = { activityId: 'm01-r1', scoreGiven: 1, scoreMaximum: 1, at: world.now() };
  return world.repositories.enrolments.change(enrolment.id, (current) => earn(current, earned));
}

test('the list is kept, with when it is from', async () => {
  await knowContext();
  await start().refresh(key);
  expect(await roster()).toMatchObject({
    members: [
      { subject: 'ana', role: 'participant', name: 'Ana' },
      { subject: 'dewi', role: 'facilitator', name: 'Dewi' },
    ],
    refreshedAt: world.now(),
    triedAt: world.now(),
  });
  expect(asked).toEqual([{ url: URL, rlid: undefined }]);
});

test.each<[string, () => readonly Member[] | Error, string]>([
  ['fails', () => new ServiceError('retry', 'No answer in time.'), 'No answer in time.'],
  ['lists nobody at all', () => [], 'The platform listed nobody at all.'],
])('the list from before is kept when the platform %s', async (_what, answer, failure) => {
  await knowContext();
  const person = await withScore(await world.enrol({ subject: 'ana' }));
  const refresher = start();
  await refresher.refresh(key);
  const before = await roster();
  told = answer();
  world.pass(HOUR);
  await refresher.refresh(key);
  expect(await roster()).toMatchObject({
    members: before?.members,
    refreshedAt: before?.refreshedAt,
    triedAt: world.now(),
    failure,
  });
  expect((await world.newest(person)).scores[0]?.state).toBe('waiting');
  expect(JSON.stringify(warnings)).not.toMatch(/lms\.example|Ana/);
  told = [member('ana')];
  await refresher.refresh(key);
  expect(await roster()).not.toHaveProperty('failure');
});

test('who left is marked, with scores parked, and nothing is lost; who returns has them sent', async () => {
  await knowContext();
  const person = await withScore(await world.enrol({ subject: 'bo', name: 'Bo' }));
  const refresher = start();
  told = [...(told as Member[]), member('bo', 'Bo')];
  await refresher.refresh(key);
  told = [member('ana', 'Ana')];
  world.pass(HOUR);
  await refresher.refresh(key);
  expect((await roster())?.members).toContainEqual({
    subject: 'bo',
    role: 'participant',
    name: 'Bo',
    leftAt: world.now(),
  });
  expect(await world.newest(person)).toMatchObject({
    leftAt: world.now(),
    scores: [{ state: 'parked' }],
  });
  told = [member('ana'), member('bo')];
  world.pass(HOUR);
  const wakes = world.wakes();
  await refresher.refresh(key);
  expect(await world.newest(person)).toMatchObject({ scores: [{ state: 'waiting' }] });
  expect(await world.newest(person)).not.toHaveProperty('leftAt');
  expect(world.wakes()).toBe(wakes + 1);
});

test('a launch brings back who left, whatever the list says', async () => {
  await knowContext();
  const person = await withScore(await world.enrol({ subject: 'bo' }));
  world.pass(1000);
  await start().refresh(key);
  expect(await world.newest(person)).toHaveProperty('leftAt');
  world.pass(1000);
  await world.enrol({ subject: 'bo' });
  expect(await world.newest(person)).not.toHaveProperty('leftAt');
  expect(await world.newest(person)).toMatchObject({ scores: [{ state: 'waiting' }] });
});

test('names that only a resource link tells are asked for with one', async () => {
  await knowContext();
  told = [member('ana'), member('bo')];
  named = [member('ana', 'Ana')];
  await start().refresh(key);
  expect(asked.map(({ rlid }) => rlid)).toEqual([undefined, 'link-1']);
  expect((await roster())?.members).toEqual([
    { subject: 'ana', role: 'participant', name: 'Ana' },
    { subject: 'bo', role: 'participant' },
  ]);
  named = new ServiceError('refused', 'The link is gone.');
  await start().refresh(key);
  expect(await roster()).not.toHaveProperty('failure');
  expect((await roster())?.members[0]?.name).toBe('Ana');
});

describe('every day', () => {
  test('each list is read once, between all processes', async () => {
    await knowContext();
    await knowContext('other');
    await knowContext('without a list', '');
    const processes = [start(), start(), start()];
    const round = (): Promise<unknown> =>
      Promise.all(processes.map((refresher) => refresher.refreshDue()));
    await round();
    expect(asked).toHaveLength(2);
    world.pass(23 * HOUR);
    await round();
    expect(asked).toHaveLength(2);
    world.pass(HOUR);
    await round();
    expect(asked).toHaveLength(4);
  });

  test('a list that failed is tried again every hour', async () => {
    await knowContext();
    told = new ServiceError('retry', 'Busy.');
    const refresher = start();
    await refresher.refreshDue();
    world.pass(HOUR - 1);
    await refresher.refreshDue();
    expect(asked).toHaveLength(1);
    world.pass(1);
    await refresher.refreshDue();
    expect(asked).toHaveLength(2);
  });

  test('one that a facilitator asked for today waits for its own day', async () => {
    await knowContext();
    const refresher = start();
    await refresher.refreshDue();
    world.pass(20 * HOUR);
    await refresher.refresh(key);
    world.pass(20 * HOUR);
    await refresher.refreshDue();
    expect(asked).toHaveLength(2);
  });
});

test('calls at once share one refresh', async () => {
  await knowContext();
  const refresher = start();
  await Promise.all([refresher.refresh(key), refresher.refresh(key)]);
  expect(asked).toHaveLength(1);
});

test('nothing is asked where no launch told of a list', async () => {
  await start().refresh(key);
  expect(asked).toEqual([]);
  expect(await roster()).toBeUndefined();
});

import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import { rosterRoutes } from '../../../lti-tool/features/roster/routes';
import { createRosterService } from '../../../lti-tool/features/roster/service';
import { type Member, ServiceError } from '../../../lti-tool/lti/port';
import { createRosterRefresher } from '../../../lti-tool/progress/roster/refresher';
import { type FeatureApp, featureApp } from '../../support/feature-app';
import { openWorld, type World } from '../../support/world';

let world: World;
let app: FeatureApp;
let contextId: string;
let facilitator: Enrolment;
let told: () => Promise<readonly Member[]>;
/** People who wait for a page; each can lose patience. */
let impatience: (() => void)[];

beforeAll(async () => {
  world = await openWorld();
  const { contextRecords, enrolments, rosters } = world.repositories;
  const refresher = createRosterRefresher({
    contextRecords,
    enrolments,
    rosters,
    memberships: { list: () => told() },
    marked: (enrolment) => enrolment,
    scoresDue: world.scoresDue,
    now: world.now,
    logger: { warn: () => undefined },
  });
  const service = createRosterService({
    contextRecords,
    enrolments,
    rosters,
    refresher,
    patience: () => new Promise((resolve) => impatience.push(resolve)),
    now: world.now,
  });
  app = featureApp(world, (web) => rosterRoutes({ service, progress: world.progress, ...web }));
});
afterAll(() => world.close());
beforeEach(async () => {
  impatience = [];
  contextId = `context ${Math.random()}`;
  told = () => Promise.resolve([member('ana', 'Ana <b>'), member('bo', 'Bo')]);
  facilitator = await world.enrol({ contextId, role: 'facilitator', name: 'Dewi' });
  app.visitAs(facilitator);
});

const member = (userId: string, name: string): Member => ({
  userId,
  name,
  role: 'participant',
  isActive: true,
});

async function offerList(): Promise<void> {
  const { registrationId, deploymentId } = facilitator;
  await world.repositories.contextRecords.change(facilitator, () => ({
    registrationId,
    deploymentId,
    contextId,
    lineItems: {},
    scopes: [],
    membershipsUrl: 'https://lms.example/members',
    launchedAt: world.now(),
  }));
}

const read = () => app.post('/roster/refresh', {});

test('everyone is listed, whether they have opened the training or not', async () => {
  await offerList();
  await world.enrol({ contextId, subject: 'ana', name: 'Ana <b>' });
  world.pass(1000);
  await read().expect(303).expect('Location', '/roster?list=refreshed');
  const { text } = await app.get('/roster?list=refreshed').expect(200);
  expect(text).toContain('The list was read from the platform.');
  expect(text).toContain('2 participants.');
  expect(text).toContain('1 opened the training, 0 completed it.');
  expect(text).toContain('<bdi>Ana &lt;b&gt;</bdi>');
  const rowOf = (name: string): string =>
    new RegExp(`${name}</bdi>[\\s\\S]*?</tr>`).exec(text)?.[0] ?? '';
  expect(rowOf('Bo')).toContain('Not opened yet');
  expect(rowOf('Ana &lt;b&gt;')).toMatch(/Opened[\s\S]*0 of \d+ requirements met/);
  expect(rowOf('Dewi')).toContain('Facilitator');
});

test('who left stays, marked', async () => {
  await offerList();
  await read();
  told = () => Promise.resolve([member('bo', 'Bo')]);
  world.pass(60_000);
  await read();
  const { text } = await app.get('/roster');
  expect(text).toMatch(/Ana[\s\S]*?Left the course/);
  expect(text).toContain('1 participant.');
  expect(text).toContain('1 more person left the course.');
});

test('a platform that fails leaves the list from before, with the reason', async () => {
  await offerList();
  await read();
  told = () => Promise.reject(new ServiceError('retry', 'The platform is being repaired.'));
  world.pass(60_000);
  await read().expect('Location', '/roster?list=failed');
  const { text } = await app.get('/roster?list=failed');
  expect(text).toContain('The newest list could not be read');
  expect(text).toContain('The platform is being repaired.');
  expect(text).toContain('<bdi>Bo</bdi>');
});

test('a list that takes long goes on being read without the person', async () => {
  await offerList();
  let answer: (members: readonly Member[]) => void = () => undefined;
  told = () => new Promise((resolve) => (answer = resolve));
  const answered = read().expect('Location', '/roster?list=running').then();
  while (impatience.length === 0) await new Promise(setImmediate);
  impatience[0]?.();
  await answered;
  expect((await app.get('/roster?list=running')).text).toContain('still sending its list');
  answer([member('ana', 'Ana')]);
  const rosters = world.repositories.rosters;
  while (!(await rosters.find(facilitator))) await new Promise(setImmediate);
  expect((await app.get('/roster')).text).toContain('<bdi>Ana</bdi>');
});

test('a platform is not asked at every press of the button', async () => {
  await offerList();
  let times = 0;
  told = () => {
    times += 1;
    return Promise.resolve([member('ana', 'Ana')]);
  };
  await read();
  await read().expect('Location', '/roster?list=recent');
  expect(times).toBe(1);
});

test('where no list is offered, it is said how to switch it on', async () => {
  await read().expect('Location', '/roster?list=unavailable');
  const { text } = await app.get('/roster').expect(200);
  expect(text).toContain('IMS LTI Names and Role Provisioning');
  expect(text).not.toContain('Read the list now');
});

test.each<[string, Partial<Enrolment>]>([
  ['course', { contextId: 'other' }],
  ['deployment', { deploymentId: 'other' }],
  ['platform', { registrationId: 'other' }],
])('people of another %s are not shown', async (_what, where) => {
  await world.enrol({ contextId, name: 'Zulfiya', ...where });
  expect((await app.get('/roster')).text).not.toContain('Zulfiya');
});

test('participants see nobody and read no list', async () => {
  await offerList();
  app.visitAs(await world.enrol({ contextId }));
  await app.get('/roster').expect(403);
  await read().expect(403);
  expect(await world.repositories.rosters.find(facilitator)).toBeUndefined();
});

test.each(['list=everything', 'page=0', 'page=x', 'list[]=failed', 'page=1&page=2'])(
  'the address ?%s shows the page',
  async (query) => {
    await app.get(`/roster?${query}`).expect(200);
  },
);

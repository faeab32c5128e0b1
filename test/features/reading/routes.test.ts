import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import { readingRoutes } from '../../../lti-tool/features/reading/routes';
import { createReadingService } from '../../../lti-tool/features/reading/service';
import { type FeatureApp, featureApp } from '../../support/feature-app';
import { programme } from '../../support/sample-programme';
import { openWorld, type World } from '../../support/world';

const READING = '/a/m01-r1';

let world: World;
let app: FeatureApp;
let person: Enrolment;
beforeAll(async () => {
  world = await openWorld();
  app = featureApp(world, (web) =>
    readingRoutes({
      programme,
      service: createReadingService(world.progress, world.now),
      ...web,
    }),
  );
});
afterAll(() => world.close());
beforeEach(async () => {
  person = await world.enrol();
  app.visitAs(person);
});

const kinds = async (): Promise<string[]> =>
  (await world.newest(person)).ledger.map(({ kind }) => kind);

test('from the first page to "I have read this"', async () => {
  expect((await app.get(READING).expect(200)).text).toContain('Page 1 of 3');
  await app.get(`${READING}?page=3`).expect(200);
  expect((await app.get(READING)).text).toContain('Page 3 of 3');
  const early = await app.post(`${READING}/confirm`, { read: 'yes' }).expect(400);
  expect(early.text).toContain('Some pages are not opened yet');
  await app.get(`${READING}?page=2`).expect(200);
  const unticked = await app.post(`${READING}/confirm`, {}).expect(400);
  expect(unticked.text).toContain('Tick the box');
  expect(await kinds()).not.toContain('reading-confirmed');
  await app
    .post(`${READING}/confirm`, { read: 'yes' })
    .expect(303)
    .expect('Location', `${READING}?page=3`);
  expect((await app.get(`${READING}?page=3`)).text).toContain('You have completed this reading');
  expect((await app.get(READING)).text).toContain('Page 1 of 3');
});

test.each(['0', '4', '-1', '1.5', '', 'x', '9'.repeat(400), 'Infinity', '1&page=2', '__proto__'])(
  'page %s is not found, with what to do, and nothing is recorded',
  async (page) => {
    const answer = await app.get(`${READING}?page=${page}`).expect(404);
    expect(answer.text).toContain('<h1>This reading has no such page</h1>');
    expect(answer.text).toContain('It has 3 pages. Open the reading from the course again.');
    expect(await kinds()).toEqual([]);
  },
);

test.each<[string, string | string[]]>([
  ['no', 'no'],
  ['twice', ['yes', 'yes']],
  ['__proto__', '__proto__'],
])('a confirmation that says %s confirms nothing', async (_what, read) => {
  for (const page of [1, 2, 3]) await app.get(`${READING}?page=${page}`);
  await app.post(`${READING}/confirm`, { read }).expect(400);
  expect(await kinds()).not.toContain('reading-confirmed');
});

import { guideRoutes } from '../../../lti-tool/features/guide/routes';
import { type FeatureApp, featureApp } from '../../support/feature-app';
import { programme } from '../../support/sample-programme';
import { openWorld, type World } from '../../support/world';

let world: World;
let app: FeatureApp;
beforeAll(async () => {
  world = await openWorld();
  app = featureApp(world, (web) => guideRoutes({ programme, ...web }));
});
afterAll(() => world.close());

const visitAs = async (role: 'participant' | 'facilitator' | 'administrator'): Promise<void> => {
  app.visitAs(await world.enrol({ role }));
};

test('no guide opens without a visit', async () => {
  for (const id of [...programme.guides.keys(), 'no-guide']) {
    await featureApp(world, (web) => guideRoutes({ programme, ...web }))
      .get(`/guides/${id}`)
      .expect(401);
  }
});

test('a participant reads what is for participants', async () => {
  await visitAs('participant');
  const page = await app.get('/guides/breakout-firearms').expect(200);
  expect(page.text).toContain('<h1>Breakout guide: firearms</h1>');
  expect(page.text).toContain('<h2 id="section-2">Time plan</h2>');
  expect(page.text).not.toContain('For facilitators');
});

test("a facilitators' guide is refused to participants", async () => {
  await visitAs('participant');
  const page = await app.get('/guides/facilitator-notes-day-1').expect(403);
  expect(page.text).toContain('This page is for facilitators');
  expect(page.text).not.toContain('How your group works');
});

test.each(['facilitator', 'administrator'] as const)('%s reads every guide', async (role) => {
  await visitAs(role);
  for (const id of programme.guides.keys()) await app.get(`/guides/${id}`).expect(200);
});

test('an unknown guide is an unknown page', async () => {
  await visitAs('participant');
  const page = await app.get('/guides/__proto__').expect(404);
  expect(page.text).toContain('There is no such page');
});

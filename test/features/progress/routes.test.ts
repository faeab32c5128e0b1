import { progressRoutes } from '../../../lti-tool/features/progress/routes';
import { completeLedger } from '../../support/issuing';
import { type FeatureApp, featureApp } from '../../support/feature-app';
import { programme } from '../../support/sample-programme';
import { openWorld, type World } from '../../support/world';

const COMPLETE = completeLedger(new Date('2026-11-26T12:00:00Z'));

let world: World;
let app: FeatureApp;
beforeAll(async () => {
  world = await openWorld();
  const { progress, repositories } = world;
  app = featureApp(world, (web) =>
    progressRoutes({
      programmeOf: () => programme,
      progress,
      certificates: repositories.certificates,
      ...web,
    }),
  );
});
afterAll(() => world.close());

test('shows the own record only, as it is now', async () => {
  const [done, waiting] = [await world.enrol(), await world.enrol()];
  app.visitAs(done);
  const before = await app.get('/a/progress').expect(200);
  await world.progress.record(done.id, COMPLETE);
  const after = await app.get('/a/progress').expect(200);
  expect(after.text).not.toBe(before.text);
  expect(before.text).toContain('You can confirm your name before that: <a href="/a/certificate">');
  expect(after.text).toContain('Get your certificate');
  expect(after.headers['cache-control']).toBe('no-store');
  app.visitAs(waiting);
  expect((await app.get('/a/progress')).text).toBe(before.text);
});

test('leaves every other activity to other features', async () => {
  await app.get('/a/certificate').expect(404);
});

import { homeRoutes } from '../../../lti-tool/features/home/routes';
import { featureApp } from '../../support/feature-app';
import { programme } from '../../support/sample-programme';
import { openWorld, type World } from '../../support/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const app = (practiceLms: string | undefined) =>
  featureApp(world, ({ show }) => homeRoutes({ programme, practiceLms, show }));

test('whoever comes without a launch learns what this is, and where to check a certificate', async () => {
  const { text } = await app(undefined).get('/').expect(200);
  expect(text).toContain(programme.title);
  expect(text).toContain('/verify');
  expect(text).not.toContain('localhost');
});

test('in evaluation mode the way leads to the practice LMS', async () => {
  const { text } = await app('http://localhost:3001').get('/').expect(200);
  expect(text).toContain('href="http://localhost:3001"');
});

import type { Programmes } from '../../../lti-tool/content/programme';
import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import {
  type ContextEditions,
  createContextEditions,
} from '../../../lti-tool/features/edition/context-editions';
import { editionRoutes } from '../../../lti-tool/features/edition/routes';
import { type FeatureApp, featureApp } from '../../support/feature-app';
import { programme } from '../../support/sample-programme';
import { openWorld, type World } from '../../support/world';

const other = {
  ...programme,
  edition: { ...programme.edition, id: 'africa-2027', title: 'Africa' },
};
const both: Programmes = {
  usual: programme,
  byEdition: new Map([programme, other].map((one) => [one.edition.id, one])),
};
const one: Programmes = {
  usual: programme,
  byEdition: new Map([[programme.edition.id, programme]]),
};

let world: World;
let facilitator: Enrolment;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  facilitator = await world.enrol({ contextId: `context ${Math.random()}`, role: 'facilitator' });
});

function start(programmes: Programmes): { app: FeatureApp; editions: ContextEditions } {
  const { contextRecords } = world.repositories;
  const editions = createContextEditions({ contextRecords, programmes, now: world.now });
  const app = featureApp(world, (web) => editionRoutes({ programmes, editions, ...web }));
  app.visitAs(facilitator);
  return { app, editions };
}

test('of several editions none is chosen beforehand', async () => {
  const { app, editions } = start(both);
  const page = await app.get('/edition').expect(200);
  expect(page.text).toContain('Africa');
  expect(page.text).toContain('Live days: 24–26 November 2026');
  expect(page.text).not.toContain(' checked');
  const refused = await app.post('/edition', {}).expect(400);
  expect(refused.text).toContain('Choose the edition that this course follows.');
  await app.post('/edition', { edition: 'unknown' }).expect(400);
  await app.post('/edition', { edition: ['asia-2026', 'africa-2027'] }).expect(400);
  expect(await editions.isOpen(facilitator)).toBe(true);
  await app.post('/edition', { edition: 'africa-2027' }).expect(303);
  expect(editions.programmeOf(facilitator)).toBe(other);
});

test('the only edition is to be confirmed', async () => {
  const { app, editions } = start(one);
  const page = await app.get('/edition').expect(200);
  expect(page.text).toContain('Is this the edition of your course?');
  expect(page.text).toContain('value="asia-2026" checked');
  await app
    .post('/edition', { edition: 'asia-2026' })
    .expect(303)
    .expect('Location', '/a/progress');
  expect(await editions.isOpen(facilitator)).toBe(false);
});

test('who comes later is not asked, and changes nothing', async () => {
  const { app, editions } = start(both);
  await editions.confirm(facilitator, 'africa-2027');
  await app.get('/edition').expect(303).expect('Location', '/a/progress');
  await app.post('/edition', { edition: 'asia-2026' }).expect(303);
  expect(editions.programmeOf(facilitator)).toBe(other);
});

test('participants are not asked and decide nothing', async () => {
  const { app, editions } = start(both);
  app.visitAs(await world.enrol({ contextId: facilitator.contextId }));
  await app.get('/edition').expect(403);
  await app.post('/edition', { edition: 'africa-2027' }).expect(403);
  expect(await editions.isOpen(facilitator)).toBe(true);
});

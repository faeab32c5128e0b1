import { randomUUID } from 'node:crypto';
import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import { liveSessionRoutes } from '../../../lti-tool/features/live-session/routes';
import { createLiveSessionService } from '../../../lti-tool/features/live-session/service';
import { type FeatureApp, featureApp } from '../../support/feature-app';
import { programme } from '../../support/sample-programme';
import { openWorld, type World } from '../../support/world';

const ROSTER = '/a/live-1-1/roster';

const LATER = 'a context of a later edition';
const later = {
  ...programme,
  liveSessions: programme.liveSessions.map((session) => ({
    ...session,
    startsAt: new Date('2027-03-01T09:00:00Z'),
  })),
};

let world: World;
let app: FeatureApp;
let facilitator: Enrolment;
let person: Enrolment;
beforeAll(async () => {
  world = await openWorld();
  const { repositories, progress, now } = world;
  app = featureApp(world, (web) =>
    liveSessionRoutes({
      programme,
      programmeOf: ({ contextId }) => (contextId === LATER ? later : programme),
      service: createLiveSessionService({
        enrolments: repositories.enrolments,
        rosters: repositories.rosters,
        progress,
        newId: randomUUID,
        now,
      }),
      statusesOf: (enrolment, { id }) =>
        progress
          .completionOf(enrolment)
          .requirements.filter(({ requirement }) => requirement.activityId === id),
      ...web,
    }),
  );
});
afterAll(() => world.close());
beforeEach(async () => {
  const contextId = `context ${Math.random()}`;
  facilitator = await world.enrol({ contextId, role: 'facilitator', name: 'Dewi' });
  person = await world.enrol({ contextId, name: 'Asha <b>Tamang</b>' });
  app.visitAs(facilitator);
});

const ledger = async () => (await world.newest(person)).ledger;

test('"not recorded" is no record, whatever else the form holds', async () => {
  await app
    .post(ROSTER, { [`standing.${person.id}`]: '', [`reason.${person.id}`]: 'none' })
    .expect(303)
    .expect('Location', `${ROSTER}?saved=0`);
  expect(await ledger()).toEqual([]);
  const page = await app.get(`${ROSTER}?saved=0`).expect(200);
  expect(page.text).toContain('Nothing was changed.');
  expect(page.text).toContain('0 of 1 recorded');
});

test('a correction shows who recorded what, when and why', async () => {
  const standing = `standing.${person.id}`;
  const reason = `reason.${person.id}`;
  await app.post(ROSTER, { [standing]: 'active' }).expect(303);
  const refused = await app.post(ROSTER, { [standing]: 'absent', [reason]: '  ' }).expect(400);
  expect(refused.text).toContain('Say why you correct this record.');
  expect(refused.text).toMatch(/value="absent"[^>]* checked/);
  expect(await ledger()).toHaveLength(2);
  world.pass(60_000);
  await app.post(ROSTER, { [standing]: 'absent', [reason]: '<i>Left</i> early' }).expect(303);
  const { text } = await app.get(`${ROSTER}?saved=1`).expect(200);
  expect(text).toContain('The record of one person was saved.');
  expect(text).toContain('Reason: &lt;i&gt;Left&lt;/i&gt; early');
  expect(text).toContain('by <bdi>Dewi</bdi>');
  expect(text).toContain('<bdi>Asha &lt;b&gt;Tamang&lt;/b&gt;</bdi>');
});

test.each<[string, (id: string) => Record<string, string | string[]>]>([
  ['an unknown standing', (id) => ({ [`standing.${id}`]: 'excused' })],
  ['two standings', (id) => ({ [`standing.${id}`]: ['active', 'absent'] })],
  ['two reasons', (id) => ({ [`standing.${id}`]: 'active', [`reason.${id}`]: ['a', 'b'] })],
  [
    'an endless reason',
    (id) => ({ [`standing.${id}`]: 'active', [`reason.${id}`]: 'x'.repeat(501) }),
  ],
])('a form with %s is refused with what to do, and records nothing', async (_what, fieldsFor) => {
  const { text } = await app.post(ROSTER, fieldsFor(person.id)).expect(400);
  expect(text).toContain('<h1>The attendance form could not be read</h1>');
  expect(await ledger()).toEqual([]);
});

test('a participant sees the own record and no roster', async () => {
  await app.post(ROSTER, { [`standing.${person.id}`]: 'present' }).expect(303);
  app.visitAs(person);
  const page = await app.get('/a/live-1-1').expect(200);
  expect(page.text).toContain('Present');
  expect(page.text).toContain('Not active');
  expect((await app.get(ROSTER).expect(403)).text).toContain('This page is for facilitators');
  await app.post(ROSTER, { [`standing.${person.id}`]: 'active' }).expect(403);
  expect(await ledger()).toHaveLength(2);
});

test('a long list is recorded page by page', async () => {
  const { registrationId, deploymentId, contextId } = facilitator;
  const key = { registrationId, deploymentId, contextId };
  await world.repositories.rosters.change(key, () => ({
    ...key,
    triedAt: world.now(),
    members: Array.from({ length: 120 }, (_, number) => ({
      subject: `listed-${number}`,
      role: 'participant' as const,
      name: `Person ${String(number).padStart(3, '0')}`,
    })),
  }));
  const page = await app.get(`${ROSTER}?page=2`).expect(200);
  expect(page.text).toContain('0 of 121 recorded');
  expect(page.text).toContain('Page 2 of 2');
  expect(page.text).toContain('Has not opened the training yet');
  const standings = [...page.text.matchAll(/name="(standing\.[^"]+)"/g)].map(
    ([, name = '']) => name,
  );
  const fields = Object.fromEntries(standings.map((name) => [name, 'present']));
  expect(Object.keys(fields)).toHaveLength(21);
  expect(page.text).toMatch(/action="\/a\/live-1-1\/roster\?page(=|&#x3D;)2"/);
  await app
    .post(`${ROSTER}?page=2`, fields)
    .expect(303)
    .expect('Location', `${ROSTER}?page=2&saved=21`);
  expect((await app.get(ROSTER)).text).toContain('21 of 121 recorded');
});

test('each context has the hours of the edition that it follows', async () => {
  app.visitAs(await world.enrol({ contextId: LATER }));
  expect((await app.get('/a/live-1-1')).text).toContain('1 March 2027, 09:00 UTC');
  app.visitAs(await world.enrol({ contextId: LATER, role: 'facilitator' }));
  expect((await app.get(ROSTER)).text).toContain('1 March 2027, 09:00 UTC');
  app.visitAs(person);
  expect((await app.get('/a/live-1-1')).text).not.toContain('2027');
});

import { contextKeyOf } from '../../../lti-tool/domain/context-key';
import type { ContextRecord } from '../../../lti-tool/domain/context-record';
import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import type { ScoreOnItsWay } from '../../../lti-tool/domain/score-on-its-way';
import { scoresRoutes } from '../../../lti-tool/features/scores/routes';
import { createScoresService } from '../../../lti-tool/features/scores/service';
import { AGS_SCOPE } from '../../../lti-tool/lti/port';
import { type FeatureApp, featureApp } from '../../support/feature-app';
import { programme } from '../../support/sample-programme';
import { openWorld, type World } from '../../support/world';

let world: World;
let app: FeatureApp;
let contextId: string;
let facilitator: Enrolment;
let person: Enrolment;
beforeAll(async () => {
  world = await openWorld();
  const { enrolments, contextRecords } = world.repositories;
  app = featureApp(world, (web) =>
    scoresRoutes({
      programme,
      service: createScoresService({
        enrolments,
        contextRecords,
        scoresDue: world.scoresDue,
        now: world.now,
      }),
      ...web,
    }),
  );
});
afterAll(() => world.close());
beforeEach(async () => {
  contextId = `context ${Math.random()}`;
  facilitator = await world.enrol({ contextId, role: 'facilitator' });
  person = await withRefusedScore(await world.enrol({ contextId, name: 'Asha' }));
  app.visitAs(facilitator);
});

function withRefusedScore({ id }: Enrolment): Promise<Enrolment> {
  const score: ScoreOnItsWay = {
    activityId: 'm01-test',
    scoreGiven: 5,
    scoreMaximum: 6,
    earnedAt: world.now(),
    state: 'refused',
    tries: 7,
    notBefore: world.now(),
    reason: 'The person is not enrolled in the course.',
  };
  return world.repositories.enrolments.change(id, (current) => ({ ...current, scores: [score] }));
}

const sendAgain = (score: string | string[]) => app.post('/scores/send-again', { score });

test('a refused score is shown with its reason, and goes on its way again', async () => {
  const page = await app.get('/scores?show=refused').expect(200);
  expect(page.text).toContain('The person is not enrolled in the course.');
  const [, value = ''] = /name="score" value="([^"]+)"/.exec(page.text) ?? [];
  const wakes = world.wakes();
  await sendAgain(value).expect(303).expect('Location', '/scores?again=1');
  expect((await world.newest(person)).scores).toMatchObject([
    { state: 'waiting', tries: 0, scoreGiven: 5, notBefore: world.now() },
  ]);
  expect(world.wakes()).toBe(wakes + 1);
  expect((await app.get('/scores?again=1')).text).toContain('on its way again');
});

test.each<[string, Partial<Enrolment>]>([
  ['course', { contextId: 'other' }],
  ['deployment', { deploymentId: 'other' }],
  ['platform', { registrationId: 'other' }],
])('scores of another %s are neither shown nor sent again', async (_what, where) => {
  const stranger = await withRefusedScore(
    await world.enrol({ contextId, name: 'Zulfiya', ...where }),
  );
  expect((await app.get('/scores')).text).not.toContain('Zulfiya');
  const answer = await sendAgain(`${stranger.id}:m01-test`).expect(404);
  expect(answer.text).toContain('That score was not found in this course');
  expect(await world.newest(stranger)).toEqual(stranger);
});

test('what is no button of the page is not found, and changes nothing', async () => {
  const wakes = world.wakes();
  const values = [
    '',
    'x',
    `${person.id}:m01-r1`,
    `${person.id}:__proto__`,
    `${person.id}:m01-test:x`,
    `__proto__:m01-test`,
    `${'x'.repeat(100_000)}:m01-test`,
  ];
  for (const value of [...values, [`${person.id}:m01-test`, 'x']]) {
    await sendAgain(value).expect(404);
  }
  expect(await world.newest(person)).toEqual(person);
  expect(world.wakes()).toBe(wakes);
});

test.each(['show=everything', 'show=all&show=refused', 'again=2', 'show[]=x', '__proto__=x'])(
  'the address ?%s shows all scores',
  async (query) => {
    const { text } = await app.get(`/scores?${query}`).expect(200);
    expect(text).toContain('Asha');
    expect(text).not.toContain('on its way again');
  },
);

test.each<[string, Partial<ContextRecord>, boolean]>([
  ['the platform grants everything', {}, true],
  ['no launch spoke of a gradebook', { scopes: [] }, true],
  ['the platform did not grant results', { scopes: [AGS_SCOPE.score] }, false],
  ['the platform refused a result', { resultsRefusedAt: new Date(0) }, false],
])('when %s, the page says what it sees', async (_what, fields, sees) => {
  await world.repositories.contextRecords.change(facilitator, () => ({
    ...contextKeyOf(facilitator),
    lineItems: {},
    scopes: Object.values(AGS_SCOPE),
    launchedAt: world.now(),
    ...fields,
  }));
  const { text } = await app.get('/scores').expect(200);
  expect(text.includes('cannot see what a teacher changes')).toBe(!sees);
  expect(text.includes('Can view submission data')).toBe(!sees);
  expect(text).toContain('Asha');
});

test('participants see no scores of others and send none', async () => {
  app.visitAs(person);
  await app.get('/scores').expect(403);
  await sendAgain(`${person.id}:m01-test`).expect(403);
  expect(await world.newest(person)).toEqual(person);
});

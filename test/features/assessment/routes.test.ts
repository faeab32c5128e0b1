import type { Attempt } from '../../../lti-tool/domain/attempt';
import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import { itemOrder } from '../../../lti-tool/features/assessment/item-order';
import { assessmentRoutes } from '../../../lti-tool/features/assessment/routes';
import { createAssessmentService } from '../../../lti-tool/features/assessment/service';
import { rightAnswers } from '../../support/answers';
import { type FeatureApp, featureApp } from '../../support/feature-app';
import { assessment, programme } from '../../support/sample-programme';
import { openWorld, type World } from '../../support/world';

const ACTIVITY = `/a/${assessment.id}`;

let world: World;
let app: FeatureApp;
let person: Enrolment;
beforeAll(async () => {
  world = await openWorld();
  const { repositories, progress, now } = world;
  let seeds = 0;
  const newSeed = (): string => `seed-${(seeds += 1)}`;
  app = featureApp(world, (web) =>
    assessmentRoutes({
      programme,
      service: createAssessmentService({
        attempts: repositories.attempts,
        progress,
        newSeed,
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
  person = await world.enrol();
  app.visitAs(person);
});

async function start(): Promise<Attempt> {
  await app.post(`${ACTIVITY}/start`, {}).expect(303);
  const all = await world.repositories.attempts.ofActivity(person.id, assessment.id);
  const attempt = all.at(-1);
  if (!attempt) throw new Error('nothing was started');
  return attempt;
}

/** All right answers with the hidden fields of the page. */
function whole({ id, version }: Attempt): Record<string, string | string[]> {
  const fields: Record<string, string[]> = { attempt: [id], version: [String(version)] };
  for (const [name, value] of rightAnswers(assessment)) (fields[name] ??= []).push(value);
  return fields;
}

/** The questions' ids in the order of a page, be it the form or the result. */
const orderOf = (html: string): string[] =>
  assessment.items
    .map(({ id, stem }) => ({ id, at: html.indexOf(stem) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ id }) => id);

test('the order is the same whenever an attempt is opened, and another in the next one', async () => {
  const first = await start();
  const address = `${ACTIVITY}/attempts/1`;
  const opened = orderOf((await app.get(address).expect(200)).text);
  expect(opened).toHaveLength(assessment.items.length);
  expect(orderOf((await app.get(address)).text)).toEqual(opened);
  await app.post(`${ACTIVITY}/submit`, whole(first)).expect(303).expect('Location', address);
  expect(orderOf((await app.get(address)).text)).toEqual(opened);
  await start();
  expect(orderOf((await app.get(`${ACTIVITY}/attempts/2`)).text)).not.toEqual(opened);
});

test('seeds order questions and options in many ways, and lose none', () => {
  const orders = Array.from({ length: 20 }, (_, seed) => itemOrder(assessment, `seed ${seed}`));
  expect(new Set(orders.map(({ items }) => items.join())).size).toBeGreaterThan(15);
  for (const { items, options } of orders) {
    expect([...items].sort()).toEqual(assessment.items.map(({ id }) => id));
    expect([...(options['m01-q04'] ?? [])].sort()).toEqual(['a', 'b', 'x1']);
  }
});

test('what another tab saved stays, and this tab is told and keeps its answers', async () => {
  const { id } = await start();
  const save = (option: string) =>
    app.post(`${ACTIVITY}/answers`, { attempt: id, version: '1', 'q.m01-q01': option });
  await save('a').expect(200);
  const page = await save('b').expect(409);
  expect(page.text).toContain('changed in another tab');
  expect(page.text).toMatch(/id="q-m01-q01-b"[^>]* checked/);
  expect(page.text).toContain('name="version" value="2"');
  expect((await world.repositories.attempts.get(id))?.answers).toEqual({
    'm01-q01': { kind: 'choice', option: 'a' },
  });
  const forScript = await save('c').set('Accept', 'application/json').expect(409);
  expect(forScript.body).toEqual({ message: expect.stringContaining('another tab') as string });
});

test('autosave learns the new version and how much is answered', async () => {
  const { id } = await start();
  const saved = await app
    .post(`${ACTIVITY}/answers`, { attempt: id, version: '1', 'q.m01-q01': 'a' })
    .set('Accept', 'application/json')
    .expect(200);
  expect(saved.body).toEqual({ version: 2, answered: 1 });
  expect(saved.headers['cache-control']).toBe('no-store');
});

test('submitting too early shows which questions are open, with what was answered', async () => {
  const { id } = await start();
  const fields = { attempt: id, version: '1', 'q.m01-q01': 'c', 'q.m01-q03.verdict': 'true' };
  const page = await app.post(`${ACTIVITY}/submit`, fields).expect(400);
  expect(page.text).toMatch(/id="q-m01-q01-c"[^>]* checked/);
  const errors = [...page.text.matchAll(/class="field-error" id="(.+?)-error"/g)];
  const open = ['m01-q02', 'm01-q03', 'm01-q04', 'm01-q05', 'm01-q06'];
  expect(errors.map(([, item]) => item).sort()).toEqual(open.map((item) => `item-${item}`));
});

test.each<[string, Record<string, string | string[]>, number]>([
  ['no attempt', { version: '1' }, 400],
  ['no version', { attempt: 'x' }, 400],
  ['a version that is no number', { attempt: 'x', version: '1 or 1' }, 400],
  ['two attempts', { attempt: ['x', 'y'], version: '1' }, 400],
  ['an endless attempt', { attempt: 'x'.repeat(10_000), version: '1' }, 400],
  ['an attempt that does not exist', { attempt: 'x', version: '1' }, 404],
  ['an answer that was not offered', { attempt: 'x', version: '1', 'q.m01-q01': 'z' }, 400],
])('a form with %s is refused with what to do', async (_what, fields, status) => {
  for (const action of ['answers', 'submit']) {
    const page = await app.post(`${ACTIVITY}/${action}`, fields).expect(status);
    expect(page.text).toMatch(/<h1>.+<\/h1>\s*<p class="lead">.+<\/p>/);
  }
});

test('attempts that do not exist, or are written in another way, are not found', async () => {
  await start();
  for (const number of ['0', '2', '01', '1.0', '-1', '__proto__', '1%00']) {
    await app.get(`${ACTIVITY}/attempts/${number}`).expect(404);
  }
});

import { completionRules } from '../../lti-tool/content/requirements';
import type { Enrolment } from '../../lti-tool/domain/enrolment';
import type { LedgerEntry } from '../../lti-tool/domain/ledger';
import { TRAINING_COMPLETED } from '../../lti-tool/domain/score-outbox';
import { createProgress } from '../../lti-tool/progress/progress';
import { completeLedger } from '../support/issuing';
import { programme } from '../support/sample-programme';
import { openWorld, type World } from '../support/world';

const COMPLETE = completeLedger(new Date('2026-11-26T12:00:00Z'));

const DAY = 86_400_000;

let world: World;
let person: Enrolment;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  person = await world.enrol();
});

const record = (...entries: LedgerEntry[]) => world.progress.record(person.id, entries);
const attended = (present: boolean, key: string): LedgerEntry => ({
  kind: 'attendance-recorded',
  key,
  activityId: 'live-1-1',
  present,
  by: 'facilitator',
  at: world.now(),
});
const tookPart = (active: boolean, key: string): LedgerEntry => ({
  kind: 'participation-recorded',
  key,
  activityId: 'live-1-1',
  active,
  by: 'facilitator',
  at: world.now(),
});
const submitted = (attemptId: string, scoreGiven: number): LedgerEntry => ({
  kind: 'assessment-submitted',
  key: attemptId,
  activityId: 'm01-test',
  attemptId,
  scoreGiven,
  scoreMaximum: 6,
  at: world.now(),
});

test('an entry and the score that it earns are one write', async () => {
  const after = await record(submitted('first', 4));
  expect(after.version).toBe(person.version + 1);
  expect(after).toMatchObject({
    ledger: [{ key: 'first' }],
    scores: [{ activityId: 'm01-test', scoreGiven: 4, scoreMaximum: 6, state: 'waiting' }],
    nextScoreAt: world.now(),
  });
  expect(await world.newest(person)).toEqual(after);
});

test('the same entry again, alone or among others, changes nothing', async () => {
  const first = await record(submitted('first', 4));
  world.pass(DAY);
  expect(await record({ ...submitted('first', 6) })).toEqual(first);
  const { ledger } = await record(submitted('first', 6), attended(true, 'there'));
  expect(ledger.map(({ key }) => key)).toEqual(['first', 'there']);
  expect(ledger[0]).toEqual(first.ledger[0]);
});

test('many entries at once are all kept', async () => {
  const keys = Array.from({ length: 20 }, (_, index) => `attempt ${index}`);
  await Promise.all(keys.map((key, index) => record(submitted(key, index % 6))));
  const { ledger, scores } = await world.newest(person);
  expect(ledger.map(({ key }) => key).sort()).toEqual([...keys].sort());
  expect(scores).toMatchObject([{ activityId: 'm01-test', scoreGiven: 5 }]);
});

test('entries can be decided from the newest record', async () => {
  const count = () =>
    world.progress.record(person.id, ({ ledger }) => [submitted(`attempt ${ledger.length}`, 1)]);
  await Promise.all([count(), count(), count()]);
  const { ledger } = await world.newest(person);
  expect(ledger.map(({ key }) => key)).toEqual(['attempt 0', 'attempt 1', 'attempt 2']);
});

test('a worse attempt leaves the best score alone', async () => {
  await record(submitted('first', 5));
  const { scores } = await record(submitted('second', 2));
  expect(scores).toMatchObject([{ scoreGiven: 5 }]);
});

test('corrected attendance takes the score of the session back to 0', async () => {
  const present = await record(attended(true, 'a1'), tookPart(true, 'p1'));
  expect(present.scores).toMatchObject([{ activityId: 'live-1-1', scoreGiven: 1 }]);
  world.pass(DAY);
  const corrected = await record(attended(false, 'a2'), tookPart(false, 'p2'));
  expect(corrected.scores).toMatchObject([
    { activityId: 'live-1-1', scoreGiven: 0, scoreMaximum: 1, earnedAt: world.now() },
  ]);
});

test('an absence that was never a presence earns nothing', async () => {
  expect((await record(attended(false, 'a1'), tookPart(false, 'p1'))).scores).toEqual([]);
});

test('the last requirement completes the training; a correction takes it back', async () => {
  const last = COMPLETE.at(-1);
  if (!last) throw new Error('the sample has no requirements');
  const before = await record(...COMPLETE.slice(0, -1));
  expect(before.completedAt).toBeUndefined();
  expect(before.scores.map(({ activityId }) => activityId)).not.toContain(TRAINING_COMPLETED);
  const complete = await record(last);
  expect(complete.completedAt).toEqual(last.at);
  expect(complete.scores).toContainEqual(
    expect.objectContaining({ activityId: TRAINING_COMPLETED, scoreGiven: 1 }),
  );
  expect(world.progress.completionOf(complete).complete).toBe(true);
  world.pass(10 * DAY);
  const corrected = await record(attended(false, 'corrected'));
  expect(corrected.completedAt).toBeUndefined();
  expect(corrected.scores).toContainEqual(
    expect.objectContaining({ activityId: TRAINING_COMPLETED, scoreGiven: 0 }),
  );
});

test.each(['facilitator', 'administrator'] as const)('a %s earns no scores', async (role) => {
  person = await world.enrol({ role });
  const wakes = world.wakes();
  const { ledger, scores, nextScoreAt } = await record(...COMPLETE);
  expect(ledger).toHaveLength(COMPLETE.length);
  expect(scores).toEqual([]);
  expect(nextScoreAt).toBeUndefined();
  expect(world.wakes()).toBe(wakes);
});

test('whoever sends scores is woken when one is due, and only then', async () => {
  const wakes = world.wakes();
  await record({
    kind: 'page-opened',
    key: 'page',
    activityId: 'm01-r1',
    page: 1,
    at: world.now(),
  });
  expect(world.wakes()).toBe(wakes);
  await record(submitted('first', 4));
  expect(world.wakes()).toBe(wakes + 1);
});

test('someone who is not enrolled has no ledger', async () => {
  await expect(world.progress.record('nobody', [])).rejects.toMatchObject({ id: 'not-found' });
});

test('the edition of a context decides what counts there', async () => {
  const rules = completionRules(programme);
  const closed = { ...rules, closesAt: new Date(world.now().getTime() - DAY) };
  const progress = createProgress({
    enrolments: world.repositories.enrolments,
    decisionsOf: ({ contextId }) => ({
      rules: contextId === 'closed' ? closed : rules,
      scoreSent: 'best',
      certificateRelease: 'automatic',
    }),
    now: world.now,
    scoresEarned: () => undefined,
    certificatesDue: () => undefined,
  });
  const submitted = (activityId: string): LedgerEntry => ({
    kind: 'assessment-submitted',
    key: 'submitted',
    activityId,
    attemptId: 'attempt',
    scoreGiven: 5,
    scoreMaximum: 6,
    at: world.now(),
  });
  const stateIn = async (contextId: string): Promise<string | undefined> => {
    const { id } = await world.enrol({ contextId });
    const enrolment = await progress.record(id, [submitted('m01-test')]);
    return progress
      .completionOf(enrolment)
      .requirements.find(({ requirement }) => requirement.kind === 'assessment')?.state;
  };
  expect(await stateIn('open')).toBe('met');
  expect(await stateIn('closed')).toBe('not-met');
});

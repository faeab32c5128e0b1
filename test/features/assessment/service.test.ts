import type { Answer, Attempt } from '../../../lti-tool/domain/attempt';
import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import { parseAnswers } from '../../../lti-tool/features/assessment/answers';
import {
  type AssessmentService,
  createAssessmentService,
} from '../../../lti-tool/features/assessment/service';
import { rightAnswers } from '../../support/answers';
import { assessment, items } from '../../support/sample-programme';
import { openWorld, type World } from '../../support/world';

const MINUTE = 60_000;
const allRight = parseAnswers(items, Object.fromEntries(rightFields()));
const oneAnswer: Record<string, Answer> = { 'm01-q01': { kind: 'choice', option: 'a' } };
const otherAnswer: Record<string, Answer> = { 'm01-q01': { kind: 'choice', option: 'b' } };

/** Several right options come as a list, as a parsed form has them. */
function rightFields(): Map<string, string | string[]> {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of rightAnswers(assessment)) {
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : [before, value].flat());
  }
  return fields;
}

let world: World;
let service: AssessmentService;
let person: Enrolment;
beforeAll(async () => {
  world = await openWorld();
  let seeds = 0;
  service = createAssessmentService({
    attempts: world.repositories.attempts,
    progress: world.progress,
    newSeed: () => `seed-${(seeds += 1)}`,
    now: world.now,
  });
});
afterAll(() => world.close());
beforeEach(async () => {
  person = await world.enrol();
});

const sent = ({ id, version }: Attempt, answers = allRight) => ({
  attemptId: id,
  version,
  answers,
});
const stored = (): Promise<readonly Attempt[]> =>
  world.repositories.attempts.ofActivity(person.id, assessment.id);
const submissions = async (): Promise<unknown[]> =>
  (await world.newest(person)).ledger.filter(({ kind }) => kind === 'assessment-submitted');

describe('starting', () => {
  test('in many tabs at once opens one attempt', async () => {
    const started = await Promise.all(
      Array.from({ length: 10 }, () => service.start(person, assessment)),
    );
    expect(new Set(started.map(({ id }) => id)).size).toBe(1);
    expect(await stored()).toHaveLength(1);
  });

  test('after a submission opens the next one, and keeps all', async () => {
    const first = await service.start(person, assessment);
    await service.submit(person, assessment, sent(first));
    const second = await service.start(person, assessment);
    expect(second).toMatchObject({ number: 2, answers: {} });
    expect(second.seed).not.toBe(first.seed);
    const all = await service.attempts(person, assessment);
    expect(all.map(({ number, submittedAt }) => [number, submittedAt])).toEqual([
      [1, world.now()],
      [2, undefined],
    ]);
    expect(all[0]?.answers).toEqual(allRight);
  });
});

describe('saving', () => {
  test('keeps what was sent, whole', async () => {
    const attempt = await service.start(person, assessment);
    const saved = await service.save(person, assessment, sent(attempt, oneAnswer));
    expect(saved).toMatchObject({ kind: 'saved', attempt: { version: 2, answers: oneAnswer } });
    expect((await stored())[0]?.answers).toEqual(oneAnswer);
  });

  test('from an older page overwrites nothing, and says what is there', async () => {
    const attempt = await service.start(person, assessment);
    await service.save(person, assessment, sent(attempt, oneAnswer));
    for (const answers of [otherAnswer, {}, allRight]) {
      const saved = await service.save(person, assessment, sent(attempt, answers));
      const submitted = await service.submit(person, assessment, sent(attempt, answers));
      for (const outcome of [saved, submitted]) {
        expect(outcome).toMatchObject({ kind: 'stale', attempt: { answers: oneAnswer } });
      }
    }
    expect((await stored())[0]).toMatchObject({ version: 2, answers: oneAnswer });
    expect(await submissions()).toEqual([]);
  });

  test('from two tabs at once lets one win and tells the other', async () => {
    const attempt = await service.start(person, assessment);
    const outcomes = await Promise.all([
      service.save(person, assessment, sent(attempt, oneAnswer)),
      service.save(person, assessment, sent(attempt, otherAnswer)),
    ]);
    expect(outcomes.map((outcome) => outcome?.kind).sort()).toEqual(['saved', 'stale']);
    const winner = outcomes.find((outcome) => outcome?.kind === 'saved');
    expect((await stored())[0]?.answers).toEqual(winner?.attempt.answers);
  });

  test('the same answers again, since the reply was lost, is no conflict', async () => {
    const attempt = await service.start(person, assessment);
    await service.save(person, assessment, sent(attempt, oneAnswer));
    const repeat = await service.save(person, assessment, sent(attempt, { ...oneAnswer }));
    expect(repeat?.kind).toBe('saved');
    const next = await service.save(person, assessment, {
      ...sent(attempt, otherAnswer),
      version: repeat?.attempt.version ?? 0,
    });
    expect(next).toMatchObject({ kind: 'saved', attempt: { answers: otherAnswer } });
  });

  test('after the submission changes nothing', async () => {
    const attempt = await service.start(person, assessment);
    await service.submit(person, assessment, sent(attempt));
    const [before] = await stored();
    const outcome = await service.save(person, assessment, {
      ...sent(attempt, oneAnswer),
      version: before?.version ?? 0,
    });
    expect(outcome).toMatchObject({ kind: 'closed', attempt: before });
    expect(await stored()).toEqual([before]);
  });
});

describe('submitting', () => {
  test('with questions open saves, names them and submits nothing', async () => {
    const attempt = await service.start(person, assessment);
    const outcome = await service.submit(person, assessment, sent(attempt, oneAnswer));
    expect(outcome).toMatchObject({
      kind: 'incomplete',
      open: ['m01-q02', 'm01-q03', 'm01-q04', 'm01-q05', 'm01-q06'],
    });
    expect((await stored())[0]?.answers).toEqual(oneAnswer);
    expect((await stored())[0]?.submittedAt).toBeUndefined();
    expect(await submissions()).toEqual([]);
  });

  test('scores the answers; wrong ones count as done all the same', async () => {
    const attempt = await service.start(person, assessment);
    const outcome = await service.submit(
      person,
      assessment,
      sent(attempt, { ...allRight, ...oneAnswer }),
    );
    expect(outcome).toMatchObject({
      kind: 'submitted',
      attempt: { scoreGiven: 5, scoreMaximum: 6, submittedAt: world.now() },
    });
    expect(await submissions()).toMatchObject([
      { attemptId: attempt.id, scoreGiven: 5, scoreMaximum: 6, at: world.now() },
    ]);
  });

  test('twice, at once or later, is one submission with one score', async () => {
    const attempt = await service.start(person, assessment);
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => service.submit(person, assessment, sent(attempt))),
    );
    world.pass(MINUTE);
    outcomes.push(await service.submit(person, assessment, sent(attempt, {})));
    expect(outcomes.map((outcome) => outcome?.kind).sort()).toEqual([
      ...Array.from({ length: 5 }, () => 'closed'),
      'submitted',
    ]);
    for (const outcome of outcomes) expect(outcome?.attempt.scoreGiven).toBe(6);
    expect(await stored()).toHaveLength(1);
    expect(await submissions()).toHaveLength(1);
    const { scores } = await world.newest(person);
    expect(scores).toMatchObject([{ activityId: assessment.id, scoreGiven: 6, scoreMaximum: 6 }]);
  });

  test('a submission that a crash kept from the ledger is recorded by the next look', async () => {
    const attempt = await service.start(person, assessment);
    const submittedAt = world.now();
    await world.repositories.attempts.save({
      ...attempt,
      answers: allRight,
      submittedAt,
      scoreGiven: 6,
      scoreMaximum: 6,
    });
    expect(await submissions()).toEqual([]);
    world.pass(MINUTE);
    await service.attempts(person, assessment);
    await service.attempts(person, assessment);
    expect(await submissions()).toMatchObject([{ attemptId: attempt.id, at: submittedAt }]);
    expect((await world.newest(person)).scores).toMatchObject([{ scoreGiven: 6 }]);
  });
});

test("another person's or another activity's attempt does not exist", async () => {
  const attempt = await service.start(person, assessment);
  const stranger = await world.enrol();
  const other = { ...assessment, id: 'm02-test' };
  expect(await service.save(stranger, assessment, sent(attempt))).toBeUndefined();
  expect(await service.submit(stranger, assessment, sent(attempt))).toBeUndefined();
  expect(await service.submit(person, other, sent(attempt))).toBeUndefined();
  expect(await service.save(person, assessment, { ...sent(attempt), attemptId: 'no such' })).toBe(
    undefined,
  );
  expect(await service.attempts(stranger, assessment)).toEqual([]);
  expect(await stored()).toEqual([attempt]);
});

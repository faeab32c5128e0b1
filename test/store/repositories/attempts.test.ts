import { Conflict, InvalidDocument } from '../../../lti-tool/store/collection';
import { later, openForEach, START } from '../support/open';

const FIELDS = {
  enrolmentId: 'e',
  activityId: 'assessment-1',
  seed: 'seed',
  answers: {},
  startedAt: START,
};

describe('attempts', () => {
  const current = openForEach();

  it('numbers attempts one after the other', async () => {
    const { attempts } = current().repositories;
    for (let number = 1; number <= 11; number++) {
      const attempt = await attempts.start(FIELDS);
      expect(attempt).toEqual({ ...FIELDS, id: attempt.id, version: 1, number });
      await attempts.save({ ...attempt, submittedAt: later(number) });
    }
    await attempts.start({ ...FIELDS, activityId: 'assessment-2' });
    await attempts.start({ ...FIELDS, enrolmentId: 'other' });
    const all = await attempts.ofActivity('e', 'assessment-1');
    expect(all.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('starts one attempt in however many tabs, from two processes', async () => {
    const { repositories, other } = current();
    const started = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 === 0 ? repositories : other).attempts.start({ ...FIELDS, seed: `seed-${i}` }),
      ),
    );
    expect(new Set(started.map(({ id }) => id)).size).toBe(1);
    expect(await repositories.attempts.start(FIELDS)).toEqual(started[0]);
    expect(await repositories.attempts.ofActivity('e', 'assessment-1')).toHaveLength(1);
  });

  it('keeps every kind of answer', async () => {
    const { attempts } = current().repositories;
    const answers = {
      a: { kind: 'choice', option: 'x' },
      b: { kind: 'choices', options: ['x', 'y'] },
      c: { kind: 'verdict' },
      d: { kind: 'verdict', verdict: false, reason: 'r' },
      e: { kind: 'matches', matches: { left: 'right' } },
      f: { kind: 'positions', positions: { step: 2 } },
    } as const;
    const saved = await attempts.save({ ...(await attempts.start(FIELDS)), answers });
    expect(await attempts.get(saved.id)).toEqual({ ...saved, answers, version: 2 });
  });

  it.each([
    [{ kind: 'choice', option: 5 }, 'answers.a.option'],
    [{ kind: 'choices', options: [5] }, 'answers.a.options'],
    [{ kind: 'positions', positions: { step: '2' } }, 'answers.a.positions'],
    [{ kind: 'essay' }, 'answers.a.kind'],
    ['x', 'answers.a.kind'],
  ])('refuses %j as an answer', async (answer, message) => {
    const { attempts } = current().repositories;
    const attempt = await attempts.start(FIELDS);
    const save = attempts.save({ ...attempt, answers: { a: answer as never } });
    await expect(save).rejects.toThrow(InvalidDocument);
    await expect(save).rejects.toThrow(message);
  });

  it('does not write over what another tab saved', async () => {
    const { attempts } = current().repositories;
    const attempt = await attempts.start(FIELDS);
    await attempts.save({ ...attempt, answers: { a: { kind: 'choice', option: 'x' } } });
    await expect(attempts.save(attempt)).rejects.toThrow(Conflict);
  });
});

import type { Answer, Attempt } from '../../../lti-tool/domain/attempt';
import type { RequirementStatus } from '../../../lti-tool/domain/completion';
import { resultPageModel } from '../../../lti-tool/features/assessment/result-view-model';
import { startPageModel } from '../../../lti-tool/features/assessment/start-view-model';
import { attemptPageModel } from '../../../lti-tool/features/assessment/view-model';
import { assessment, items, sampleModule } from '../../support/sample-programme';

const order = {
  items: ['m01-q06', 'm01-q05', 'm01-q04', 'm01-q03', 'm01-q02', 'm01-q01'],
  options: {
    'm01-q01': ['c', 'a', 'b'],
    'm01-q02': ['c', 'b', 'a'],
    'm01-q03': ['b', 'a'],
    'm01-q04': ['x1', 'b', 'a'],
    'm01-q05': ['c', 'a', 'b'],
    'm01-q06': ['b', 'a'],
  },
};
const attempt = (answers: Record<string, Answer>, more: Partial<Attempt> = {}): Attempt => ({
  id: 'attempt',
  version: 7,
  enrolmentId: 'enrolment',
  activityId: assessment.id,
  number: 1,
  seed: 's',
  answers,
  startedAt: new Date('2026-11-24T10:00:00Z'),
  ...more,
});
const context = { module: sampleModule, assessment, order, formToken: 't' };
const form = (
  answers: Record<string, Answer>,
  showMissing = false,
): ReturnType<typeof attemptPageModel> =>
  attemptPageModel({ ...context, attempt: attempt(answers), showMissing });
const fieldsOf = (
  answers: Record<string, Answer>,
  itemId: string,
): ReturnType<typeof attemptPageModel>['items'][number]['fields'] => {
  const item = form(answers).items.find(({ id }) => id === `item-${itemId}`);
  if (!item) throw new Error(itemId);
  return item.fields;
};

describe('the form of an attempt', () => {
  test('shows items and options in the order of the attempt', () => {
    expect(form({}).items.map(({ id }) => id)).toEqual(order.items.map((id) => `item-${id}`));
    const [group] = fieldsOf({}, 'm01-q01').groups;
    expect(group?.options.map(({ value }) => value)).toEqual(['c', 'a', 'b']);
  });

  test('names its fields as the server reads them', () => {
    const names = form({}).items.flatMap(({ fields: { groups, selects } }) =>
      [...groups, ...selects].map(({ name }) => name),
    );
    expect(names).toEqual([
      'q.m01-q06',
      'q.m01-q05.position.c',
      'q.m01-q05.position.a',
      'q.m01-q05.position.b',
      'q.m01-q04.match.a',
      'q.m01-q04.match.b',
      'q.m01-q03.verdict',
      'q.m01-q03.reason',
      'q.m01-q02',
      'q.m01-q01',
    ]);
  });

  test('fills in what was saved, for every kind of answer', () => {
    const answers: Record<string, Answer> = {
      'm01-q01': { kind: 'choice', option: 'a' },
      'm01-q02': { kind: 'choices', options: ['b', 'c'] },
      'm01-q03': { kind: 'verdict', verdict: false },
      'm01-q04': { kind: 'matches', matches: { b: 'x1' } },
      'm01-q05': { kind: 'positions', positions: { c: 3 } },
    };
    const checked = (itemId: string): string[][] =>
      fieldsOf(answers, itemId).groups.map(({ options }) =>
        options.filter((option) => option.checked).map(({ value }) => value),
      );
    const selected = (itemId: string): (string | undefined)[] =>
      fieldsOf(answers, itemId).selects.map(
        ({ options }) => options.find((option) => option.selected)?.value,
      );
    expect(checked('m01-q01')).toEqual([['a']]);
    expect(checked('m01-q02')).toEqual([['c', 'b']]);
    expect(checked('m01-q03')).toEqual([['false'], []]);
    expect(selected('m01-q04')).toEqual([undefined, 'x1']);
    expect(selected('m01-q05')).toEqual(['3', undefined, undefined]);
  });

  test('gives away no key: options carry nothing but id, value, text and the answer', () => {
    const [group] = fieldsOf({}, 'm01-q01').groups;
    expect(Object.keys(group?.options[0] ?? {}).sort()).toEqual(['checked', 'id', 'text', 'value']);
  });

  test('counts whole answers only, and says what is missing only when asked to', () => {
    const half: Record<string, Answer> = {
      'm01-q01': { kind: 'choice', option: 'a' },
      'm01-q03': { kind: 'verdict', verdict: true },
    };
    expect(form(half)).toMatchObject({ answered: 1, total: 6, errors: [] });
    const { errors, items: shown } = form(half, true);
    expect(errors).toHaveLength(5);
    expect(errors[3]).toEqual({
      href: '#q-m01-q03-verdict-true',
      message: 'Question 4 of 6: Choose true or false, and a reason.',
    });
    expect(shown.at(-1)?.error).toBeNull();
  });
});

describe('the start page', () => {
  const status: RequirementStatus = {
    requirement: { id: 'assessment:m01-test', kind: 'assessment', activityId: 'm01-test' },
    state: 'pending',
    since: undefined,
    evidence: [],
  };
  const submitted = (number: number): Attempt =>
    attempt(
      {},
      {
        id: `attempt-${number}`,
        number,
        submittedAt: new Date(`2026-11-2${number}T10:00:00Z`),
        scoreGiven: number,
        scoreMaximum: 6,
      },
    );

  test('at first there is a button to start and no attempt', () => {
    const model = startPageModel({ ...context, attempts: [], status });
    expect(model).toMatchObject({ open: null, attempts: [], done: null });
    expect(model.form.label).toBe('Start the self-assessment');
  });

  test('lists submitted attempts, newest first, and leads to the open one', () => {
    const model = startPageModel({
      ...context,
      attempts: [submitted(1), submitted(2), attempt({}, { number: 3 })],
      status,
    });
    expect(model.attempts.map(({ label, score }) => `${label}: ${score}`)).toEqual([
      'Attempt 2: 2 of 6 right',
      'Attempt 1: 1 of 6 right',
    ]);
    expect(model.open).toEqual({ href: '/a/m01-test/attempts/3', answered: '0 of 6' });
  });
});

describe('the result', () => {
  const result = (answers: Record<string, Answer>): ReturnType<typeof resultPageModel> =>
    resultPageModel({
      ...context,
      order: { ...order, items: items.map(({ id }) => id) },
      attempt: {
        ...attempt(answers, { scoreGiven: 2, scoreMaximum: 6 }),
        submittedAt: new Date('2026-11-24T11:00:00Z'),
      },
      attempts: [],
    });

  test('says the score in words', () => {
    expect(result({}).score).toBe('You answered 2 of 6 questions right.');
  });

  test('a right choice shows its feedback and needs no key', () => {
    const [item] = result({ 'm01-q01': { kind: 'choice', option: 'c' } }).items;
    expect(item).toMatchObject({ mark: { word: 'Right' }, key: [] });
    expect(item?.given.map(({ text }) => text)).toEqual(['Target 16.4']);
    expect(item?.given[0]?.feedback).toMatch(/^Yes\./);
  });

  test('a partly right set is marked option by option, with the key', () => {
    const item = result({ 'm01-q02': { kind: 'choices', options: ['a', 'c'] } }).items[1];
    expect(item?.mark.word).toBe('Not right');
    expect(item?.given.map(({ text, mark }) => [text, mark.word])).toEqual([
      ['Academia', 'Right'],
      ['State bodies such as the police or parliament', 'Not right'],
    ]);
    expect(item?.key).toEqual(['Academia', 'Civil society organizations']);
  });

  test('a verdict and its reason are judged apart', () => {
    const item = result({ 'm01-q03': { kind: 'verdict', verdict: false, reason: 'b' } }).items[2];
    expect(item?.given.map(({ mark }) => mark.word)).toEqual(['Right', 'Not right']);
    expect(item?.key[0]).toBe('False');
  });

  test('pairs and places tell feedback only where they were wrong', () => {
    const { items: shown } = result({
      'm01-q04': { kind: 'matches', matches: { a: 'a', b: 'x1' } },
      'm01-q05': { kind: 'positions', positions: { a: 1, b: 3, c: 2 } },
    });
    expect(shown[3]?.given.map(({ text, feedback }) => [text, feedback])).toEqual([
      ['Target 16.1: violence', null],
      [
        'Target 16.2: forced labour and modern slavery',
        'Forced labour belongs to target 8.7. Target 16.2 is the target about children.',
      ],
    ]);
    expect(shown[4]?.given.map(({ text, mark }) => [text, mark.word])).toEqual([
      ['1. Adoption by the General Assembly', 'Right'],
      ['2. Entry into force', 'Not right'],
      ['3. Opening for signature in Palermo', 'Not right'],
    ]);
  });
});

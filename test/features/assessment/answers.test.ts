import type { Answer } from '../../../lti-tool/domain/attempt';
import { isAnswered } from '../../../lti-tool/domain/scoring';
import { AppError } from '../../../lti-tool/errors';
import { parseAnswers } from '../../../lti-tool/features/assessment/answers';
import { items } from '../../support/sample-programme';

const read = (fields: Record<string, unknown>): Record<string, Answer> =>
  parseAnswers(items, fields);

describe('what the page offers is read', () => {
  test.each<[string, Record<string, unknown>, string, Answer]>([
    ['single choice', { 'q.m01-q01': 'c' }, 'm01-q01', { kind: 'choice', option: 'c' }],
    [
      'several choices, in the order of the item',
      { 'q.m01-q02': ['c', 'a', 'c'] },
      'm01-q02',
      { kind: 'choices', options: ['a', 'c'] },
    ],
    [
      'one of several choices',
      { 'q.m01-q02': 'b' },
      'm01-q02',
      { kind: 'choices', options: ['b'] },
    ],
    [
      'verdict and reason',
      { 'q.m01-q03.verdict': 'false', 'q.m01-q03.reason': 'a' },
      'm01-q03',
      { kind: 'verdict', verdict: false, reason: 'a' },
    ],
    [
      'verdict without a reason',
      { 'q.m01-q03.verdict': 'true' },
      'm01-q03',
      { kind: 'verdict', verdict: true },
    ],
    [
      'matches, distractors among them',
      { 'q.m01-q04.match.a': 'x1', 'q.m01-q04.match.b': '' },
      'm01-q04',
      { kind: 'matches', matches: { a: 'x1' } },
    ],
    [
      'positions',
      { 'q.m01-q05.position.a': '3', 'q.m01-q05.position.b': '1' },
      'm01-q05',
      { kind: 'positions', positions: { a: 3, b: 1 } },
    ],
    ['short case', { 'q.m01-q06': 'b' }, 'm01-q06', { kind: 'choice', option: 'b' }],
  ])('%s', (_what, fields, item, answer) => {
    expect(read(fields)).toEqual({ [item]: answer });
  });

  test('what is left empty is no answer', () => {
    const names = [
      'm01-q01',
      'm01-q02',
      'm01-q03.verdict',
      'm01-q04.match.a',
      'm01-q05.position.a',
    ];
    expect(read(Object.fromEntries(names.map((name) => [`q.${name}`, ''])))).toEqual({});
    expect(read({})).toEqual({});
  });
});

describe('what the page did not offer is refused', () => {
  test.each<[string, unknown]>([
    ['m01-q01', 'd'],
    ['m01-q01', ['a', 'b']],
    ['m01-q01', { a: 'b' }],
    ['m01-q01', 'constructor'],
    ['m01-q01', '__proto__'],
    ['m01-q01', 'a'.repeat(200_000)],
    ['m01-q02', ['a', 'd']],
    ['m01-q02', [['a']]],
    ['m01-q03.verdict', 'yes'],
    ['m01-q03.verdict', true],
    ['m01-q03.reason', ['a', 'a']],
    ['m01-q04.match.a', 'x2'],
    ['m01-q04.match.a', '__proto__'],
    ['m01-q05.position.a', '4'],
    ['m01-q05.position.a', '0'],
    ['m01-q05.position.a', '1.0'],
    ['m01-q05.position.a', 1],
    ['m01-q06', null],
  ])('q.%s = %j', (name, value) => {
    let thrown: unknown;
    try {
      read({ [`q.${name}`]: value });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject({ id: 'request-invalid', status: 400 });
  });
});

test('fields of other names change nothing, whatever they are called', () => {
  const fields = JSON.parse(
    '{"__proto__": {"q.m01-q01": "a"}, "constructor": "a", "q.__proto__": "a", "q.constructor": "a",' +
      ' "q.m01-q04.match.__proto__": "a", "q.m01-q05.position.constructor": "1", "q.m99-q01": "a"}',
  ) as Record<string, unknown>;
  const answers = read(fields);
  expect(answers).toEqual({});
  expect(({} as Record<string, unknown>)['q.m01-q01']).toBeUndefined();
  expect(items.filter((item) => isAnswered(item, answers[item.id]))).toEqual([]);
});

test('thousands of fields are read in no time', () => {
  const many = Object.fromEntries(
    Array.from({ length: 100_000 }, (_, index) => [`q.m01-q01.${index}`, 'a']),
  );
  expect(read({ ...many, 'q.m01-q01': 'a' })).toEqual({
    'm01-q01': { kind: 'choice', option: 'a' },
  });
});

import type { Answer } from '../../lti-tool/domain/attempt';
import {
  type Answerable,
  isAnswered,
  isCorrect,
  scoreAnswers,
} from '../../lti-tool/domain/scoring';

const options = [
  { id: 'a', correct: true },
  { id: 'b', correct: false },
  { id: 'c', correct: true },
];
const single: Answerable = { type: 'single-choice', options: options.slice(0, 2) };
const multiple: Answerable = { type: 'multiple-response', options };
const verdict: Answerable = {
  type: 'true-false-reason',
  answer: false,
  reasons: options.slice(0, 2),
};
const matching: Answerable = { type: 'matching', pairs: [{ id: 'a' }, { id: 'b' }] };
const ordering: Answerable = { type: 'ordering', sequence: [{ id: 'a' }, { id: 'b' }] };

const right: readonly (readonly [string, Answerable, Answer])[] = [
  ['single choice', single, { kind: 'choice', option: 'a' }],
  ['multiple response', multiple, { kind: 'choices', options: ['c', 'a'] }],
  ['true/false', verdict, { kind: 'verdict', verdict: false, reason: 'a' }],
  ['matching', matching, { kind: 'matches', matches: { a: 'a', b: 'b' } }],
  ['ordering', ordering, { kind: 'positions', positions: { a: 1, b: 2 } }],
];

test.each(right)('%s: the key is right', (_type, item, answer) => {
  expect(isCorrect(item, answer)).toBe(true);
});

test.each<readonly [string, Answerable, Answer]>([
  ['single choice', single, { kind: 'choice', option: 'b' }],
  ['multiple response with one missing', multiple, { kind: 'choices', options: ['a'] }],
  ['multiple response with one too many', multiple, { kind: 'choices', options: ['a', 'b', 'c'] }],
  [
    'the right verdict for a wrong reason',
    verdict,
    { kind: 'verdict', verdict: false, reason: 'b' },
  ],
  [
    'the wrong verdict with the right reason',
    verdict,
    { kind: 'verdict', verdict: true, reason: 'a' },
  ],
  ['matching with two swapped', matching, { kind: 'matches', matches: { a: 'b', b: 'a' } }],
  ['ordering with a place given twice', ordering, { kind: 'positions', positions: { a: 1, b: 1 } }],
])('%s is answered but not right', (_case, item, answer) => {
  expect(isAnswered(item, answer)).toBe(true);
  expect(isCorrect(item, answer)).toBe(false);
});

test.each<readonly [string, Answerable, Answer | undefined]>([
  ['nothing', single, undefined],
  ['an empty choice', multiple, { kind: 'choices', options: [] }],
  ['a verdict without its reason', verdict, { kind: 'verdict', verdict: false }],
  ['a reason without its verdict', verdict, { kind: 'verdict', reason: 'a' }],
  ['one pair of two', matching, { kind: 'matches', matches: { a: 'a' } }],
  ['one place of two', ordering, { kind: 'positions', positions: { a: 1 } }],
  ['an answer of another kind', single, { kind: 'matches', matches: {} }],
])('%s is not answered', (_case, item, answer) => {
  expect(isAnswered(item, answer)).toBe(false);
  expect(isCorrect(item, answer)).toBe(false);
});

test('an item gives one point or none', () => {
  const items = right.map(([id, item]) => ({ ...item, id }));
  const answers = Object.fromEntries(right.slice(0, 3).map(([id, , answer]) => [id, answer]));
  expect(scoreAnswers(items, answers)).toEqual({ scoreGiven: 3, scoreMaximum: 5 });
});

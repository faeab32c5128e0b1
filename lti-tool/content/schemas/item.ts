import { z } from 'zod';
import { allDifferent, factIds, plainText } from './text';

/** The six item types (course-content format; curriculum section 0, rule 7). */

const common = {
  id: z.string().regex(/^m\d{2}-q\d{2}$/, 'must be of the form m01-q01'),
  objectives: z.array(z.string()).min(1, 'needs at least one objective'),
  facts: factIds,
  stem: plainText,
  rationale: plainText,
  source: plainText,
};

const option = z.strictObject({
  id: z.string(),
  text: plainText,
  correct: z.boolean().default(false),
  feedback: plainText,
});

type Option = z.output<typeof option>;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function lettered(entries: readonly { readonly id: string }[]): boolean {
  return entries.every(({ id }, index) => id === LETTERS[index]);
}

const LETTERED = 'must have the ids a, b, c … in this order';

function listOf<Entry extends z.ZodType<{ readonly id: string }>>(
  entry: Entry,
  least: number,
  most: number,
): z.ZodArray<Entry> {
  const range = `must have ${least} to ${most} entries`;
  return z.array(entry).min(least, range).max(most, range).refine(lettered, LETTERED);
}

function options(least: number, most: number): z.ZodArray<typeof option> {
  return listOf(option, least, most).refine(
    (list) => allDifferent(list.map(({ text }) => text)),
    'has the same text twice',
  );
}

const keys = (list: readonly Option[]): number => list.filter(({ correct }) => correct).length;
const oneKey = (list: readonly Option[]): boolean => keys(list) === 1;
const ONE_KEY = 'must have exactly one correct option';

const singleChoice = z.strictObject({
  ...common,
  type: z.literal('single-choice'),
  options: options(3, 5).refine(oneKey, ONE_KEY),
});

const multipleResponse = z.strictObject({
  ...common,
  type: z.literal('multiple-response'),
  options: options(3, 5).refine(
    (list) => keys(list) >= 2 && keys(list) < list.length,
    'must have at least two correct options and one that is not',
  ),
});

const trueFalseReason = z.strictObject({
  ...common,
  type: z.literal('true-false-reason'),
  answer: z.boolean(),
  reasons: options(3, 4).refine(oneKey, ONE_KEY),
});

const shortCase = z.strictObject({
  ...common,
  type: z.literal('short-case'),
  case: plainText,
  options: options(3, 5).refine(oneKey, ONE_KEY),
});

const pair = z.strictObject({
  id: z.string(),
  prompt: plainText,
  match: plainText,
  feedback: plainText,
});

const matching = z
  .strictObject({
    ...common,
    type: z.literal('matching'),
    pairs: listOf(pair, 3, 6).refine(
      (list) => allDifferent(list.map(({ prompt }) => prompt)),
      'has the same prompt twice',
    ),
    distractors: z
      .array(z.strictObject({ text: plainText, feedback: plainText }))
      .default([])
      .transform((list) => list.map((one, index) => ({ id: `x${index + 1}`, ...one }))),
  })
  .refine(
    ({ pairs, distractors }) =>
      allDifferent([...pairs.map(({ match }) => match), ...distractors.map(({ text }) => text)]),
    { path: ['pairs'], error: 'has the same right side twice (distractors included)' },
  );

const step = z.strictObject({ id: z.string(), text: plainText, feedback: plainText });

const ordering = z.strictObject({
  ...common,
  type: z.literal('ordering'),
  sequence: listOf(step, 3, 6).refine(
    (list) => allDifferent(list.map(({ text }) => text)),
    'has the same text twice',
  ),
});

export const item = z.discriminatedUnion(
  'type',
  [singleChoice, multipleResponse, trueFalseReason, shortCase, matching, ordering],
  {
    error:
      'must be one of: single-choice, multiple-response, true-false-reason, short-case, matching, ordering',
  },
);

import path from 'node:path';
import { giftOf } from '../../../lti-tool/content/export/gift';
import { loadProgramme } from '../../../lti-tool/content/load';
import type { Item, Option, Programme } from '../../../lti-tool/content/programme';
import { SMALL } from '../broken-copy';
import { type GiftQuestion, readGift } from './gift-reader';

const REAL = path.join(__dirname, '..', '..', '..', 'course-content');

/** The key of an item, or of what was imported, in one form. */
interface Key {
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

const keyOfOptions = (options: readonly Option[]): Key => ({
  right: options.filter(({ correct }) => correct).map(({ text }) => text),
  wrong: options.filter(({ correct }) => !correct).map(({ text }) => text),
});

function keysOf(item: Item): Map<string, Key> {
  switch (item.type) {
    case 'single-choice':
    case 'short-case':
    case 'multiple-response':
      return new Map([[item.id, keyOfOptions(item.options)]]);
    case 'true-false-reason':
      return new Map([
        [`${item.id}-verdict`, { right: [String(item.answer)], wrong: [String(!item.answer)] }],
        [`${item.id}-reason`, keyOfOptions(item.reasons)],
      ]);
    case 'matching':
      return new Map([
        [
          item.id,
          {
            right: item.pairs.map(({ prompt, match }) => `${prompt} | ${match}`),
            wrong: item.distractors.map(({ text }) => text),
          },
        ],
      ]);
    case 'ordering':
      return new Map([
        [item.id, { right: item.sequence.map(({ text }, at) => `${at + 1} | ${text}`), wrong: [] }],
      ]);
  }
}

function importedKey({ answers, verdict }: GiftQuestion): Key {
  if (verdict !== undefined) return { right: [String(verdict)], wrong: [String(!verdict)] };
  const pairs = answers.filter(({ match }) => match !== undefined);
  if (pairs.length > 0) {
    return {
      right: pairs.flatMap(({ text, match }) => (text === '' ? [] : [`${text} | ${match}`])),
      wrong: pairs.flatMap(({ text, match }) => (text === '' ? [match ?? ''] : [])),
    };
  }
  return {
    right: answers.filter(({ weight }) => weight > 0).map(({ text }) => text),
    wrong: answers.filter(({ weight }) => weight <= 0).map(({ text }) => text),
  };
}

function itemsOf({ modules }: Programme): Item[] {
  return modules.flatMap(({ assessment }) => assessment.items);
}

describe.each([
  ['the training', REAL, 114],
  ['the small programme', SMALL, 6],
])('the questions of %s', (_name, folder, number) => {
  const programme = loadProgramme(folder);
  const items = itemsOf(programme);
  const questions = readGift(giftOf(programme));
  const imported = new Map(questions.map((question) => [question.name, question]));

  it('come back with the same keys, and nothing else', () => {
    expect(items).toHaveLength(number);
    const expected = new Map(items.flatMap((item) => [...keysOf(item)]));
    const found = new Map(questions.map((question) => [question.name, importedKey(question)]));
    expect(found).toEqual(expected);
    expect(questions).toHaveLength(expected.size);
  });

  it('keep their stems, the feedback of their options and their rationale', () => {
    for (const item of items) {
      const name = item.type === 'true-false-reason' ? `${item.id}-reason` : item.id;
      const question = imported.get(name);
      expect(question?.stem).toContain(item.stem);
      expect(question?.generalFeedback).toContain(`${item.rationale} (${item.source})`);
      const options = 'options' in item ? item.options : 'reasons' in item ? item.reasons : [];
      const feedback = question?.answers.map((answer) => answer.feedback);
      if (options.length > 0) expect(feedback).toEqual(options.map((option) => option.feedback));
    }
  });

  it('give the whole mark for the key alone', () => {
    const choices = questions.filter(({ answers }) =>
      answers.some(({ match }) => match === undefined),
    );
    expect(choices.length).toBeGreaterThan(items.length / 2);
    for (const { answers } of choices) {
      const weights = answers.map(({ weight }) => weight);
      const whole = weights.reduce((sum, weight) => sum + Math.max(weight, 0), 0);
      expect(whole).toBeCloseTo(100, 3);
      const several = weights.filter((weight) => weight > 0).length > 1;
      expect(Math.min(...weights)).toBe(several ? -100 : 0);
    }
  });
});

const small = loadProgramme(SMALL);
const [smallModule] = small.modules;
function withOnly(item: Item): Programme {
  if (!smallModule) throw new Error('the small programme has a module');
  const assessment = { ...smallModule.assessment, items: [item] };
  return { ...small, modules: [{ ...smallModule, assessment }] };
}

test("GIFT's own signs, new lines and empty lines stay text", () => {
  const [first] = itemsOf(small);
  if (first?.type !== 'single-choice') throw new Error('the first item is single-choice');
  const stem = 'Is {1 = 2} ~ #3:\n\n::x:: \\n // really?';
  const options = first.options.map((option) => ({ ...option, text: `${option.text} =~%50%` }));
  const [question] = readGift(giftOf(withOnly({ ...first, stem, options })));
  expect(question?.stem).toBe(stem);
  expect(question?.answers.map(({ text }) => text)).toEqual(options.map(({ text }) => text));
});

test('a pair that GIFT cannot hold is refused', () => {
  const matching = itemsOf(small).find((item) => item.type === 'matching');
  if (!matching) throw new Error('the small programme has a matching item');
  const pairs = matching.pairs.map((pair) => ({ ...pair, prompt: `${pair.prompt} -> sea` }));
  expect(() => giftOf(withOnly({ ...matching, pairs }))).toThrow('GIFT cannot hold "->"');
});

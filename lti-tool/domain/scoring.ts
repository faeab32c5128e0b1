import type { Answer } from './attempt';

interface Choosable {
  readonly id: string;
  readonly correct: boolean;
}

/** The part of a self-assessment item that decides: its type and its key. */
export type Answerable =
  | {
      readonly type: 'single-choice' | 'short-case' | 'multiple-response';
      readonly options: readonly Choosable[];
    }
  | {
      readonly type: 'true-false-reason';
      readonly answer: boolean;
      readonly reasons: readonly Choosable[];
    }
  | { readonly type: 'matching'; readonly pairs: readonly { readonly id: string }[] }
  | { readonly type: 'ordering'; readonly sequence: readonly { readonly id: string }[] };

/** Whether nothing of the item is left open. Says nothing about right or wrong. */
export function isAnswered(item: Answerable, answer: Answer | undefined): boolean {
  if (!answer) return false;
  switch (item.type) {
    case 'single-choice':
    case 'short-case':
      return answer.kind === 'choice';
    case 'multiple-response':
      return answer.kind === 'choices' && answer.options.length > 0;
    case 'true-false-reason':
      return (
        answer.kind === 'verdict' && answer.verdict !== undefined && answer.reason !== undefined
      );
    case 'matching':
      return answer.kind === 'matches' && item.pairs.every(({ id }) => id in answer.matches);
    case 'ordering':
      return answer.kind === 'positions' && item.sequence.every(({ id }) => id in answer.positions);
  }
}

/**
 * Whether the whole item is right: all and only the right options (curriculum rule 7), every pair,
 * every position, the verdict with its reason. An item gives one point or none.
 */
export function isCorrect(item: Answerable, answer: Answer | undefined): boolean {
  if (!answer || !isAnswered(item, answer)) return false;
  switch (item.type) {
    case 'single-choice':
    case 'short-case':
      return answer.kind === 'choice' && isKey(item.options, answer.option);
    case 'multiple-response':
      return (
        answer.kind === 'choices' &&
        item.options.every(({ id, correct }) => answer.options.includes(id) === correct)
      );
    case 'true-false-reason':
      return (
        answer.kind === 'verdict' &&
        answer.verdict === item.answer &&
        answer.reason !== undefined &&
        isKey(item.reasons, answer.reason)
      );
    case 'matching':
      return answer.kind === 'matches' && item.pairs.every(({ id }) => answer.matches[id] === id);
    case 'ordering':
      return (
        answer.kind === 'positions' &&
        item.sequence.every(({ id }, index) => answer.positions[id] === index + 1)
      );
  }
}

/** Points of an attempt: one an item, no pass mark (curriculum rule 4). */
export function scoreAnswers(
  items: readonly (Answerable & { readonly id: string })[],
  answers: Readonly<Record<string, Answer>>,
): { scoreGiven: number; scoreMaximum: number } {
  const right = items.filter((item) => isCorrect(item, answers[item.id]));
  return { scoreGiven: right.length, scoreMaximum: items.length };
}

/** How many items nothing is left open of. */
export function countAnswered(
  items: readonly (Answerable & { readonly id: string })[],
  answers: Readonly<Record<string, Answer>>,
): number {
  return items.filter((item) => isAnswered(item, answers[item.id])).length;
}

function isKey(options: readonly Choosable[], id: string): boolean {
  return options.some((option) => option.id === id && option.correct);
}

import type { Item, Module, Option, Programme } from '../programme';

/**
 * The self-assessments as GIFT, the text format that Moodle's question bank imports
 * (docs.moodle.org, "GIFT format"). A question has the name of its item.
 *
 * - single-choice, short-case: a multiple-choice question; the case stands before the question.
 * - multiple-response: right options share 100 per cent, each other option takes 100 away, so that
 *   only all and only the right ones score.
 * - true-false-reason: two questions, `<item>-verdict` (true or false) and `<item>-reason`.
 * - matching: a matching question; distractors are right sides without a left one.
 * - ordering: a matching question of the places 1, 2, 3 … with their steps.
 *
 * Feedback of options stays with them. GIFT has none for pairs and steps: theirs follows the
 * rationale and the source in the general feedback.
 */
export function giftOf({ title, modules }: Programme): string {
  return [`// ${title}`, ...modules.map(moduleBlock), ''].join('\n\n');
}

function moduleBlock({ number, title, assessment }: Module): string {
  const category = `Module ${number}: ${title}`.replaceAll('/', '//');
  return [`$CATEGORY: ${category}`, ...assessment.items.flatMap(questions)].join('\n\n');
}

function questions(item: Item): string[] {
  const ending = `####${escape(`${item.rationale} (${item.source})`)}`;
  switch (item.type) {
    case 'single-choice':
      return [question(item.id, item.stem, [...item.options.map(choice), ending])];
    case 'short-case': {
      const answers = item.options.map(choice);
      return [question(item.id, `${item.case}\n\n${item.stem}`, [...answers, ending])];
    }
    case 'multiple-response': {
      const right = item.options.filter(({ correct }) => correct).length;
      const answers = item.options.map((option) => weighted(option, right));
      return [question(item.id, item.stem, [...answers, ending])];
    }
    case 'true-false-reason': {
      const asked = `Which of these is the right reason for your answer? The statement was: ${item.stem}`;
      return [
        question(`${item.id}-verdict`, item.stem, [item.answer ? 'TRUE' : 'FALSE', ending]),
        question(`${item.id}-reason`, asked, [...item.reasons.map(choice), ending]),
      ];
    }
    case 'matching': {
      const pairs = item.pairs.map(({ prompt, match }) => pair(prompt, match));
      const extra = item.distractors.map(({ text }) => pair('', text));
      const notes = item.pairs.map(({ prompt, feedback }) => `${prompt}: ${feedback}`);
      return [question(item.id, item.stem, [...pairs, ...extra, ending + escapedLines(notes)])];
    }
    case 'ordering': {
      const steps = item.sequence.map(({ text }, index) => pair(String(index + 1), text));
      const notes = item.sequence.map(({ text, feedback }) => `${text}: ${feedback}`);
      return [question(item.id, item.stem, [...steps, ending + escapedLines(notes)])];
    }
  }
}

function question(name: string, stem: string, answers: readonly string[]): string {
  return `::${escape(name)}::[plain]${escape(stem)} {\n${answers.join('\n')}\n}`;
}

function choice({ correct, text, feedback }: Option): string {
  return `${correct ? '=' : '~'}${escape(text)}#${escape(feedback)}`;
}

/** Moodle knows the thirds and sixths with five places. */
function weighted({ correct, text, feedback }: Option, right: number): string {
  const weight = correct ? Number((100 / right).toFixed(5)) : -100;
  return `~%${weight}%${escape(text)}#${escape(feedback)}`;
}

function pair(left: string, right: string): string {
  for (const text of [left, right]) {
    if (text.includes('->')) throw new Error(`GIFT cannot hold "->" in a pair: ${text}`);
  }
  return `=${escape(left)} -> ${escape(right)}`;
}

function escapedLines(lines: readonly string[]): string {
  return lines.map((line) => escape(`\n${line}`)).join('');
}

/** GIFT's own signs get a backslash; a new line is written as `\n`. */
function escape(text: string): string {
  return text.replace(/[\\~=#{}:]/g, '\\$&').replaceAll('\n', '\\n');
}

import type { Item } from '../../content/programme';
import type { Answer } from '../../domain/attempt';
import { AppError } from '../../errors';
import { itemField, matchField, positionField, reasonField, verdictField } from './field-names';
import { rightSides } from './item-fields';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the answers of a whole form. What is left empty is no answer.
 * @throws AppError request-invalid when a value is none that the page offered.
 */
export function parseAnswers(items: readonly Item[], fields: Fields): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  for (const item of items) {
    const answer = parseAnswer(item, fields);
    if (answer) answers[item.id] = answer;
  }
  return answers;
}

function parseAnswer(item: Item, fields: Fields): Answer | undefined {
  switch (item.type) {
    case 'single-choice':
    case 'short-case': {
      const option = oneOf(
        item.options.map(({ id }) => id),
        fields[itemField(item.id)],
      );
      return option === undefined ? undefined : { kind: 'choice', option };
    }
    case 'multiple-response': {
      const ids = item.options.map(({ id }) => id);
      const given = listOf(fields[itemField(item.id)]).map((value) => oneOf(ids, value));
      const options = ids.filter((id) => given.includes(id));
      return options.length === 0 ? undefined : { kind: 'choices', options };
    }
    case 'true-false-reason': {
      const verdict = oneOf(['true', 'false'], fields[verdictField(item.id)]);
      const reason = oneOf(
        item.reasons.map(({ id }) => id),
        fields[reasonField(item.id)],
      );
      if (verdict === undefined && reason === undefined) return undefined;
      return {
        kind: 'verdict',
        ...(verdict !== undefined && { verdict: verdict === 'true' }),
        ...(reason !== undefined && { reason }),
      };
    }
    case 'matching': {
      const right = rightSides(item).map(({ id }) => id);
      const matches = each(item.pairs, ({ id }) => oneOf(right, fields[matchField(item.id, id)]));
      return Object.keys(matches).length === 0 ? undefined : { kind: 'matches', matches };
    }
    case 'ordering': {
      const places = item.sequence.map((_, index) => String(index + 1));
      const positions = each(item.sequence, ({ id }) => {
        const place = oneOf(places, fields[positionField(item.id, id)]);
        return place === undefined ? undefined : Number(place);
      });
      return Object.keys(positions).length === 0 ? undefined : { kind: 'positions', positions };
    }
  }
}

function each<T>(
  parts: readonly { readonly id: string }[],
  read: (part: { readonly id: string }) => T | undefined,
): Record<string, T> {
  return Object.fromEntries(
    parts.flatMap((part) => {
      const value = read(part);
      return value === undefined ? [] : [[part.id, value]];
    }),
  );
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function oneOf(allowed: readonly string[], value: unknown): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string' && allowed.includes(value)) return value;
  throw new AppError({
    id: 'request-invalid',
    status: 400,
    userMessage: {
      title: 'An answer does not fit its question',
      whatToDo:
        'The questions may have been updated since you opened this page. Open the self-assessment from the course again; the answers saved before are still there.',
    },
    detail: 'a form value that the page did not offer',
  });
}

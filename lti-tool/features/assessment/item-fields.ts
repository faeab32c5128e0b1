import type { Item, Matching, Option, Ordering, TrueFalseReason } from '../../content/programme';
import type { Answer } from '../../domain/attempt';
import { itemField, matchField, positionField, reasonField, verdictField } from './field-names';

/** How one attempt orders its items, and the options (steps, right sides) of each item. */
export interface ItemOrder {
  readonly items: readonly string[];
  /** Item id → ids of its options, reasons, steps, or right sides (pairs and distractors). */
  readonly options: Readonly<Record<string, readonly string[]>>;
}

/** The form fields of an item: groups of radio buttons or checkboxes, and one select a row. */
export interface Fields {
  readonly groups: readonly FieldGroup[];
  readonly selects: readonly FieldSelect[];
}

interface FieldGroup {
  /** Null: the item's stem says it all. */
  readonly legend: string | null;
  readonly type: 'radio' | 'checkbox';
  readonly name: string;
  readonly options: readonly { id: string; value: string; text: string; checked: boolean }[];
}

interface FieldSelect {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly options: readonly { value: string; text: string; selected: boolean }[];
}

/** The fields of one item, with the answer given so far filled in. */
export function fieldsOf(item: Item, answer: Answer | undefined, order: readonly string[]): Fields {
  const name = itemField(item.id);
  switch (item.type) {
    case 'single-choice':
    case 'short-case':
      return {
        groups: [choices(name, 'radio', inOrder(item.options, order), chosenOf(answer))],
        selects: [],
      };
    case 'multiple-response':
      return {
        groups: [choices(name, 'checkbox', inOrder(item.options, order), chosenOf(answer))],
        selects: [],
      };
    case 'true-false-reason':
      return verdictFields(item, answer, order);
    case 'matching':
      return { groups: [], selects: matchingSelects(item, answer, order) };
    case 'ordering':
      return { groups: [], selects: orderingSelects(item, answer, order) };
  }
}

/** Where an error about the item leads. */
export function firstFieldId({ groups, selects }: Fields): string {
  return groups[0]?.options[0]?.id ?? selects[0]?.id ?? '';
}

/** The entries in the given order of ids; ids that do not exist are passed over. */
export function inOrder<Entry extends { readonly id: string }>(
  entries: readonly Entry[],
  order: readonly string[],
): Entry[] {
  return order.flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
}

/** Every right side of a matching item: the partners and the distractors. */
export function rightSides(item: Matching): { id: string; text: string }[] {
  return [...item.pairs.map(({ id, match }) => ({ id, text: match })), ...item.distractors];
}

/** Ids of the options that were chosen. */
export function chosenOf(answer: Answer | undefined): readonly string[] {
  if (answer?.kind === 'choice') return [answer.option];
  return answer?.kind === 'choices' ? answer.options : [];
}

function choices(
  name: string,
  type: FieldGroup['type'],
  options: readonly Pick<Option, 'id' | 'text'>[],
  chosen: readonly string[],
  legend: string | null = null,
): FieldGroup {
  return {
    legend,
    type,
    name,
    options: options.map(({ id, text }) => ({
      id: fieldId(`${name}.${id}`),
      value: id,
      text,
      checked: chosen.includes(id),
    })),
  };
}

function verdictFields(
  item: TrueFalseReason,
  answer: Answer | undefined,
  order: readonly string[],
): Fields {
  const given = answer?.kind === 'verdict' ? answer : undefined;
  const verdicts = [
    { id: 'true', text: 'True' },
    { id: 'false', text: 'False' },
  ];
  const verdict = given?.verdict === undefined ? [] : [String(given.verdict)];
  const reason = given?.reason === undefined ? [] : [given.reason];
  const reasons = inOrder(item.reasons, order);
  return {
    groups: [
      choices(
        verdictField(item.id),
        'radio',
        verdicts,
        verdict,
        'Is this statement true or false?',
      ),
      choices(reasonField(item.id), 'radio', reasons, reason, 'Why? Choose the best reason.'),
    ],
    selects: [],
  };
}

function matchingSelects(
  item: Matching,
  answer: Answer | undefined,
  order: readonly string[],
): FieldSelect[] {
  const given = answer?.kind === 'matches' ? answer.matches : {};
  const sides = inOrder(rightSides(item), order);
  return item.pairs.map(({ id, prompt }) => ({
    id: fieldId(matchField(item.id, id)),
    name: matchField(item.id, id),
    label: prompt,
    options: sides.map((side) => ({
      value: side.id,
      text: side.text,
      selected: given[id] === side.id,
    })),
  }));
}

function orderingSelects(
  item: Ordering,
  answer: Answer | undefined,
  order: readonly string[],
): FieldSelect[] {
  const given = answer?.kind === 'positions' ? answer.positions : {};
  return inOrder(item.sequence, order).map(({ id, text }) => ({
    id: fieldId(positionField(item.id, id)),
    name: positionField(item.id, id),
    label: text,
    options: item.sequence.map((_, index) => ({
      value: String(index + 1),
      text: String(index + 1),
      selected: given[id] === index + 1,
    })),
  }));
}

/** Ids without dots, so that style sheets and scripts can select them plainly. */
function fieldId(name: string): string {
  return name.replaceAll('.', '-');
}

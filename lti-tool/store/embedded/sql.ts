import type { Scalar } from '../collection';
import type { CheckedDefinition } from '../definition';
import type { Query } from '../where';
import type { Value } from './database';

/** A part of a statement with the values of its question marks. */
export interface Sql {
  readonly text: string;
  readonly values: readonly Value[];
}

/** Names come from checked definitions only. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** As columns hold it; absent is NULL. */
export function toColumn(value: Scalar | undefined): Value {
  if (value === undefined) return null;
  if (value instanceof Date) return value.getTime();
  return typeof value === 'boolean' ? Number(value) : value;
}

/** `WHERE …` for live documents that pass the query's tests. */
export function whereSql(definition: CheckedDefinition, query: Query, now: Date): Sql {
  return where([...query.tests.map(testSql), ...live(definition, now)]);
}

/** The same, beyond `after`, in order, at most `limit`. */
export function pageSql(
  definition: CheckedDefinition,
  query: Query,
  now: Date,
  after: readonly Scalar[] | undefined,
  limit: number,
): Sql {
  const columns = query.order.map(quoted).join(', ');
  const marks = query.order.map(() => '?').join(', ');
  const beyond = after ? [{ text: `(${columns}) > (${marks})`, values: after.map(toColumn) }] : [];
  const { text, values } = where([
    ...query.tests.map(testSql),
    ...beyond,
    ...live(definition, now),
  ]);
  return { text: `${text} ORDER BY ${columns} LIMIT ?`, values: [...values, limit] };
}

/** At most one part: true for documents that have not expired. */
export function live({ expires }: CheckedDefinition, now: Date): Sql[] {
  return expires === undefined ? [] : [{ text: `${quoted(expires)} > ?`, values: [now.getTime()] }];
}

function testSql(test: Query['tests'][number]): Sql {
  const column = quoted(test.field);
  if ('comparison' in test) {
    return { text: `${column} ${test.comparison} ?`, values: [toColumn(test.value)] };
  }
  return {
    text: `${column} IN (${test.in.map(() => '?').join(', ')})`,
    values: test.in.map(toColumn),
  };
}

/** ` WHERE` all of these, or nothing when there are none. */
export function where(parts: readonly Sql[]): Sql {
  return {
    text: parts.length === 0 ? '' : ` WHERE ${parts.map(({ text }) => text).join(' AND ')}`,
    values: parts.flatMap(({ values }) => values),
  };
}

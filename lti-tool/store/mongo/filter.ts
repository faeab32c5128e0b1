import type { Scalar } from '../collection';
import type { CheckedDefinition } from '../definition';
import type { Comparison, Query, Test } from '../where';

export type Filter = Record<string, unknown>;

const OPERATORS: Readonly<Record<Comparison, string>> = {
  '>': '$gt',
  '>=': '$gte',
  '<': '$lt',
  '<=': '$lte',
};

/** MongoDB's name of a field. */
export function nameOf(field: string): string {
  return field === 'id' ? '_id' : field;
}

/** Live documents that pass the query's tests. */
export function whereFilter(definition: CheckedDefinition, query: Query, now: Date): Filter {
  return all([...query.tests.map(testFilter), ...live(definition, now)]);
}

/** The same, beyond `after`. */
export function pageFilter(
  definition: CheckedDefinition,
  query: Query,
  now: Date,
  after: readonly Scalar[] | undefined,
): Filter {
  const beyond = after ? [beyondFilter(query.order, after)] : [];
  return all([...query.tests.map(testFilter), ...beyond, ...live(definition, now)]);
}

/** At most one part: true for documents that have not expired. */
export function live({ expires }: CheckedDefinition, now: Date): Filter[] {
  return expires === undefined ? [] : [{ [expires]: { $gt: now } }];
}

export function all(parts: readonly Filter[]): Filter {
  return parts.length > 1 ? { $and: parts } : (parts[0] ?? {});
}

function testFilter(test: Test): Filter {
  const name = nameOf(test.field);
  if ('comparison' in test) return { [name]: { [OPERATORS[test.comparison]]: test.value } };
  return { [name]: test.in.length === 1 ? test.in[0] : { $in: test.in } };
}

/** (a, b) > (x, y), as MongoDB can say it: a > x, or a = x and b > y. */
function beyondFilter(order: readonly string[], after: readonly Scalar[]): Filter {
  return {
    $or: order.map((field, position) => ({
      ...Object.fromEntries(
        order.slice(0, position).map((earlier, i) => [nameOf(earlier), after[i]]),
      ),
      [nameOf(field)]: { $gt: after[position] },
    })),
  };
}

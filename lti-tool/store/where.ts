import type { Scalar } from './collection';
import type { CheckedDefinition, FieldKind, Index } from './definition';

export type Comparison = '>' | '>=' | '<' | '<=';

export type Test =
  | { readonly field: string; readonly in: readonly Scalar[] }
  | { readonly field: string; readonly comparison: Comparison; readonly value: Scalar };

/** A `where` that one index serves: what both engines translate. */
export interface Query {
  readonly tests: readonly Test[];
  /** Fields that results are ordered by; together they differ between any two results. */
  readonly order: readonly string[];
}

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
};

/**
 * Finds the shortest declared index whose leading fields are those of `where`.
 * @throws Error when there is none, when a range is not on the last of these fields, or when a value
 *   is not of its field's type: these are programming errors, and a value from outside that is not a
 *   plain scalar must never become an operator.
 */
export function planQuery(definition: CheckedDefinition, where: object): Query {
  const conditions = new Map<string, unknown>(Object.entries(where));
  const index = definition.indexes.find(({ fields }) => leads(fields, conditions));
  if (!index) {
    const fields = [...conditions.keys()].join(', ');
    throw new Error(`${definition.name}: no declared index serves a search by ${fields}`);
  }
  const leading = index.fields.slice(0, conditions.size);
  const tests = leading.flatMap((field) =>
    testsOf(`${definition.name}.${field}`, field, definition.kindOf(field), conditions.get(field)),
  );
  const ranged = tests.find((test) => 'comparison' in test);
  if (ranged && ranged.field !== leading.at(-1)) {
    throw new Error(`${definition.name}: a range must be on the last field, not ${ranged.field}`);
  }
  return { tests, order: orderOf(index, tests) };
}

function leads(fields: readonly string[], conditions: ReadonlyMap<string, unknown>): boolean {
  return (
    fields.length >= conditions.size &&
    fields.slice(0, conditions.size).every((field) => conditions.has(field))
  );
}

function testsOf(path: string, field: string, kind: FieldKind, condition: unknown): Test[] {
  if (isScalar(condition)) return [{ field, in: [checkedValue(path, kind, condition)] }];
  const parts = Object.entries(condition ?? {}) as [string, unknown][];
  if (parts.length === 0) throw new Error(`${path}: this condition says nothing`);
  return parts.map(([name, value]): Test => {
    const comparison = COMPARISONS[name];
    if (comparison) return { field, comparison, value: checkedValue(path, kind, value) };
    if (name === 'in' && Array.isArray(value) && parts.length === 1) {
      return { field, in: value.map((item) => checkedValue(path, kind, item)) };
    }
    throw new Error(`${path}: "${name}" is not a condition`);
  });
}

/** Fields held to one value do not order; a whole unique index differs without the id. */
function orderOf(index: Index, tests: readonly Test[]): string[] {
  const fixed = new Set(
    tests.filter((test) => 'in' in test && test.in.length === 1).map((test) => test.field),
  );
  const free = index.fields.filter((field) => !fixed.has(field));
  return index.unique && free.length > 0 ? free : [...free, 'id'];
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value instanceof Date;
}

function checkedValue(path: string, kind: FieldKind, value: unknown): Scalar {
  if (isOfKind(kind, value)) return value;
  throw new Error(`${path}: a ${kind} is needed here`);
}

/** True for a value that a field of this kind may hold. */
export function isOfKind(kind: FieldKind, value: unknown): value is Scalar {
  if (kind === 'date') return value instanceof Date && !Number.isNaN(value.getTime());
  if (kind === 'number') return Number.isFinite(value);
  return typeof value === kind;
}

/** Says whether a value is what a field may hold. */
export type Check = (value: unknown) => boolean;

/** A check for each field of a type: one added to the type and not here does not compile. */
export type Shape<T> = { readonly [K in keyof T]-?: Check };

export const isText: Check = (value) => typeof value === 'string';
export const isNumber: Check = (value) => Number.isFinite(value);
export const isFlag: Check = (value) => typeof value === 'boolean';
export const isDate: Check = (value) => value instanceof Date && !Number.isNaN(value.getTime());

export function oneOf(...values: readonly string[]): Check {
  return (value) => typeof value === 'string' && values.includes(value);
}

export function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

export function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

export function shapedAs(shape: Readonly<Record<string, Check>>): Check {
  return (value) => shapeProblem(value, shape, '') === undefined;
}

export function recordOf(check: Check): Check {
  return (value) => isRecord(value) && Object.values(value).every(check);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is wrong with `value` as a record of this shape, naming the path and not the value. */
export function shapeProblem(
  value: unknown,
  shape: Readonly<Record<string, Check>>,
  path: string,
): string | undefined {
  if (!isRecord(value)) return `${path} is not a record`;
  const unknown = Object.keys(value).find((field) => !Object.hasOwn(shape, field));
  if (unknown !== undefined) return `${path} has a field that is not in the schema`;
  const wrong = Object.entries(shape).find(([field, check]) => !check(value[field]));
  return wrong && `${path}.${wrong[0]} is missing or of the wrong type`;
}

/**
 * The shape that belongs to `value.kind`, or one that nothing has: the first problem of a
 * discriminated union's value.
 */
export function kindProblem(
  value: unknown,
  shapes: Readonly<Record<string, Readonly<Record<string, Check>>>>,
  path: string,
): string | undefined {
  const kind = isRecord(value) ? value['kind'] : undefined;
  const shape = typeof kind === 'string' && Object.hasOwn(shapes, kind) ? shapes[kind] : undefined;
  return shape ? shapeProblem(value, shape, path) : `${path}.kind is missing or unknown`;
}

/** The first problem among a list's items, by a function that is given each one's path. */
export function listProblem(
  value: unknown,
  path: string,
  problemOf: (item: unknown, path: string) => string | undefined,
): string | undefined {
  if (!Array.isArray(value)) return `${path} is not a list`;
  for (const [index, item] of value.entries()) {
    const problem = problemOf(item, `${path}.${index}`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

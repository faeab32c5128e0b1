/**
 * A frozen copy, all the way down, of plain data: strings, finite numbers, booleans, Dates, arrays
 * and records. What only one engine could store, or would store differently, is refused.
 * @throws Error naming the path.
 */
export function plain(value: unknown, path: string): unknown {
  if (typeof value === 'object') return plainObject(value, path);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Number.isFinite(value)) return value;
  throw new Error(`${path} is a ${typeof value} that cannot be stored`);
}

function plainObject(value: object | null, path: string): unknown {
  if (value === null) throw new Error(`${path} is null: leave the field out instead`);
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw new Error(`${path} is not a valid date`);
    return new Date(value);
  }
  if (Array.isArray(value)) {
    return Object.freeze(value.map((item, index) => plain(item, `${path}.${index}`)));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new Error(`${path} is not plain data`);
  }
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    if (!isStorableKey(key)) throw new Error(`${path} has a key that cannot be stored`);
    copy[key] = plain(item, path === '' ? key : `${path}.${key}`);
  }
  return Object.freeze(copy);
}

/** MongoDB reserves `$` and dots in keys; `__proto__` would change the copy's prototype. */
function isStorableKey(key: string): boolean {
  return key !== '' && key !== '__proto__' && !key.startsWith('$') && !/[.\0]/.test(key);
}

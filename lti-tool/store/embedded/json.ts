/**
 * Documents as JSON text, Dates as `{"$date": milliseconds}`. No key of a document starts with `$`,
 * so nothing else looks like that. (A replacer and a reviver would take three times as long.)
 */
export function toJson(document: object): string {
  return JSON.stringify(tagged(document));
}

/** Frozen, all the way down. */
export function fromJson(text: string): object {
  return untagged(JSON.parse(text)) as object;
}

function tagged(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return { $date: value.getTime() };
  return Array.isArray(value) ? value.map(tagged) : mapValues(value, tagged);
}

function untagged(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(untagged));
  if ('$date' in value) return new Date(value.$date as number);
  return Object.freeze(mapValues(value, untagged));
}

function mapValues(record: object, map: (value: unknown) => unknown): object {
  const mapped: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(record)) mapped[key] = map(value);
  return mapped;
}

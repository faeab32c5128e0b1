/**
 * Documents as JSON text, Dates as `{"$date": milliseconds}`. No key of a document starts with `$`,
 * so nothing else looks like that.
 */
export function toJson(document: object): string {
  return JSON.stringify(document, function (this: Record<string, unknown>, key, value: unknown) {
    // JSON.stringify has already called toJSON on `value`; the holder still has the Date.
    const original = this[key];
    return original instanceof Date ? { $date: original.getTime() } : value;
  });
}

/** Frozen, all the way down. */
export function fromJson(text: string): object {
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if ('$date' in value && typeof value.$date === 'number') return new Date(value.$date);
    return Object.freeze(value);
  }) as object;
}

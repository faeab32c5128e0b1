/** Freezes plain objects, lists and maps all the way down; a Map then refuses every change. */
export function deepFreeze<Value>(value: Value): Value {
  if (!(value instanceof Object) || Object.isFrozen(value)) return value;
  if (value instanceof Map) {
    for (const [, entry] of value) deepFreeze(entry);
    const refuse = (): never => {
      throw new TypeError('The programme does not change.');
    };
    Object.assign(value, { set: refuse, delete: refuse, clear: refuse });
  }
  for (const entry of Object.values(value)) deepFreeze(entry);
  return Object.freeze(value);
}

/** A copy with these properties gone, not undefined. */
export function without<T extends object, K extends keyof T & string>(
  whole: T,
  ...gone: K[]
): Omit<T, K> {
  const kept = Object.entries(whole).filter(([name]) => !(gone as string[]).includes(name));
  return Object.fromEntries(kept) as Omit<T, K>;
}

/**
 * How a confirmed name differs from what the platform calls the person, in words for a facilitator,
 * so that nobody prints for a friend unnoticed.
 * @param platform undefined: withheld.
 * @returns undefined: not at all.
 */
export function nameDifference(
  platform: string | undefined,
  { text, latin }: { readonly text: string; readonly latin?: string },
): string | undefined {
  if (platform === undefined) return 'The platform keeps the name to itself: nothing to compare.';
  const candidates = latin === undefined ? [text] : [text, latin];
  if (candidates.some((name) => exact(name) === exact(platform))) return undefined;
  if (candidates.some((name) => loose(name) === loose(platform))) {
    return 'Only capital letters, accents or signs differ.';
  }
  const known = partsOf(platform);
  if (candidates.some((name) => sorted(partsOf(name)) === sorted(known))) {
    return 'The same parts in another order.';
  }
  const closest = candidates
    .map((name) => ({
      added: partsOf(name).filter((part) => !known.includes(part)),
      missing: known.filter((part) => !partsOf(name).includes(part)),
    }))
    .find(({ missing }) => missing.length < known.length);
  if (closest) {
    const { added, missing } = closest;
    const left = missing.length > 0 ? [`Left out: ${missing.join(', ')}.`] : [];
    const more = added.length > 0 ? [`Added: ${added.join(', ')}.`] : [];
    return [...left, ...more].join(' ');
  }
  return scriptsOf(text) === scriptsOf(platform)
    ? 'A wholly different name.'
    : 'Written in another script. Compare how the two are read.';
}

function exact(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** Without what a keyboard or a platform easily changes. */
function loose(name: string): string {
  return partsOf(name).join(' ');
}

function partsOf(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/\p{Script=Inherited}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((part) => part !== '');
}

function sorted(parts: readonly string[]): string {
  return [...parts].sort().join(' ');
}

function scriptsOf(name: string): boolean {
  return /\p{Script=Latin}/u.test(name);
}

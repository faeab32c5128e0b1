import bidiFactory from 'bidi-js';

const bidi = bidiFactory();

/** The direction of each UTF-16 unit: odd levels run from right to left (UAX #9, BD2). */
export type BidiLevels = Uint8Array;

/** Levels of a text whose base direction is that of its first strong character (UAX #9, P2 and P3). */
export function bidiLevels(text: string): BidiLevels {
  return bidi.getEmbeddingLevels(text).levels;
}

/** Cuts runs where their level changes. */
export function cutByLevel<Run extends { readonly start: number; readonly end: number }>(
  runs: readonly Run[],
  levels: BidiLevels,
): (Run & { level: number })[] {
  const levelAt = (offset: number): number => levels[offset] ?? 0;
  return runs.flatMap((run) => {
    const cut: (Run & { level: number })[] = [];
    for (let start = run.start, end = start; start < run.end; start = end) {
      while (end < run.end && levelAt(end) === levelAt(start)) end += 1;
      cut.push({ ...run, start, end, level: levelAt(start) });
    }
    return cut;
  });
}

/** From logical order to the order from left to right (UAX #9, L2). */
export function inVisualOrder<Run extends { readonly level: number }>(runs: readonly Run[]): Run[] {
  const ordered = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    for (let start = 0, end = 0; start < ordered.length; start = end + 1) {
      end = start;
      while (end < ordered.length && (ordered[end]?.level ?? 0) >= level) end += 1;
      ordered.splice(start, end - start, ...ordered.slice(start, end).reverse());
    }
  }
  return ordered;
}

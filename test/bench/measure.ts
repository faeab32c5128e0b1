import type { ServerProcess } from './server-process';

/** How many requests are under way at once. */
const AT_ONCE = 16;

/** What some operations took together. */
export interface Stretch {
  readonly seconds: number;
  /** Of the server's process, in milliseconds. */
  readonly cpu: number;
}

export interface Figures {
  readonly perSecond: number;
  /** Milliseconds within which 95 of 100 were answered. */
  readonly p95: number;
  /** Milliseconds of the server's CPU for each. */
  readonly cpu: number;
}

/**
 * Gives every item its turn, some at once, and times the whole.
 * @param mostSeconds no item gets its turn later than that; no limit unless told.
 */
export async function measure<T>(
  server: ServerProcess,
  items: Iterable<T>,
  work: (item: T) => Promise<void>,
  mostSeconds = Infinity,
): Promise<Stretch> {
  const cpuBefore = await server.cpu();
  const start = performance.now();
  const turns = items[Symbol.iterator]();
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let turn = turns.next(); !turn.done; turn = turns.next()) {
      if (performance.now() - start > mostSeconds * 1000) break;
      await work(turn.value);
    }
  });
  await Promise.all(workers);
  const seconds = (performance.now() - start) / 1000;
  return { seconds, cpu: (await server.cpu()) - cpuBefore };
}

/** @param latencies of each operation in the stretches, in milliseconds. */
export function figures(latencies: readonly number[], ...stretches: readonly Stretch[]): Figures {
  const total = (of: (stretch: Stretch) => number) =>
    stretches.reduce((sum, stretch) => sum + of(stretch), 0);
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    perSecond: latencies.length / total(({ seconds }) => seconds),
    p95: sorted[Math.ceil(sorted.length * 0.95) - 1] ?? NaN,
    cpu: total(({ cpu }) => cpu) / latencies.length,
  };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** The middle of several rounds, each figure by itself. */
export function medians(rounds: readonly Figures[]): Figures {
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    p95: median(rounds.map(({ p95 }) => p95)),
    cpu: median(rounds.map(({ cpu }) => cpu)),
  };
}

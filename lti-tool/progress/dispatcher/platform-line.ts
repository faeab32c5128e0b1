import type { TurnResult } from './turn';

/** The enrolments that wait for their turn at one platform. */
export interface PlatformLine {
  /** Puts an enrolment in line, unless it stands there already. */
  add(enrolmentId: string): void;
  /** Resolves when nobody is in line and no turn is under way. */
  idle(): Promise<void>;
}

/**
 * @param lanes how many turns may be under way at once; never two of one enrolment, whose lease is
 * this process's and not a turn's.
 * @param takeTurn never rejects.
 * @param ended told of each turn; answers whether to go on. If not, the line is dissolved.
 */
export function platformLine(
  lanes: number,
  takeTurn: (enrolmentId: string) => Promise<TurnResult>,
  ended: (result: TurnResult) => boolean,
): PlatformLine {
  const waiting = new Set<string>();
  const underway = new Set<string>();
  const workers = new Set<Promise<void>>();

  function next(): string | undefined {
    for (const id of waiting) {
      if (underway.has(id)) continue;
      waiting.delete(id);
      underway.add(id);
      return id;
    }
    return undefined;
  }

  async function work(): Promise<void> {
    for (let id = next(); id !== undefined; id = next()) {
      const result = await takeTurn(id);
      underway.delete(id);
      if (!ended(result)) waiting.clear();
    }
  }

  return {
    add(enrolmentId) {
      waiting.add(enrolmentId);
      if (workers.size >= lanes) return;
      const worker = work().finally(() => {
        workers.delete(worker);
      });
      workers.add(worker);
    },
    async idle() {
      while (workers.size > 0) await Promise.all(workers);
    },
  };
}

import { type Contender, launchAll } from './launches';
import { type Figures, medians } from './measure';
import type { Platform } from './platform';

/** How much is measured. */
export interface Plan {
  readonly rounds: number;
  /** For each server in each round. */
  readonly launches: number;
  /** Launches before the first round. */
  readonly warmUp: number;
  /** Who read and answer. */
  readonly people: number;
  /** No round begins after this many seconds, however slow the machine. */
  readonly roundSeconds: number;
  /** No person begins to read, or to answer, later than that. */
  readonly visitSeconds: number;
  readonly certificateSeconds: number;
}

export interface LaunchResult {
  readonly contender: Contender;
  /** The medians of all rounds. */
  readonly figures: Figures;
  /** All launches, with the warm-up. */
  readonly launches: number;
  readonly keySetFetches: number;
}

/** The servers take turns, so that whatever else this machine does hits all of them alike. */
export async function launchInTurns(
  contenders: readonly Contender[],
  platform: Platform,
  plan: Plan,
): Promise<readonly LaunchResult[]> {
  const people = Array.from({ length: plan.launches }, (_, index) => `launcher-${index + 1}`);
  for (const contender of contenders) {
    await launchAll(contender, platform, people.slice(0, plan.warmUp));
  }
  const results = contenders.map((contender) => ({ contender, rounds: [] as Figures[] }));
  const deadline = performance.now() + plan.roundSeconds * 1000;
  for (let round = 0; round < plan.rounds; round++) {
    if (round > 0 && performance.now() > deadline) break;
    for (const { contender, rounds } of results) {
      rounds.push((await launchAll(contender, platform, people)).figures);
    }
  }
  return results.map(({ contender, rounds }) => ({
    contender,
    figures: medians(rounds),
    launches: plan.warmUp + rounds.length * plan.launches,
    keySetFetches: platform.keySetFetches(contender.id),
  }));
}

import { addressRequest, appRequest, registrationRequest } from './app-requests';
import { type HostileRequest, send } from './http';
import { launchRequest, loginRequest, tokenRequest } from './launch-requests';
import { type Random, seeded } from './random';
import { faultOf } from './verdict';
import type { World } from './world';

export interface Finding {
  /** Of the request: together with the seed it can be made again. */
  readonly number: number;
  readonly fault: string;
  readonly request: HostileRequest;
}

export interface FuzzResult {
  readonly findings: readonly Finding[];
  /** How often each status was answered, by kind of request. */
  readonly statuses: ReadonlyMap<string, number>;
}

export interface FuzzOptions {
  /** Number of hostile requests. */
  readonly count: number;
  readonly seed: number;
  readonly atOnce?: number;
  /** Told how many are done, after each batch. */
  readonly onProgress?: (done: number) => void;
}

const KINDS: readonly ((
  world: World,
  random: Random,
) => HostileRequest | Promise<HostileRequest>)[] = [
  loginRequest,
  launchRequest,
  launchRequest,
  tokenRequest,
  registrationRequest,
  appRequest,
  appRequest,
  appRequest,
  addressRequest,
];

/** After so many requests a plain launch must still open its activity. */
const BATCH = 250;

/**
 * Sends mutated logins, launches, tokens, registrations and application requests. Each request
 * depends on the seed and its number only.
 * @throws Error when the tool stops serving.
 */
export async function fuzz(world: World, options: FuzzOptions): Promise<FuzzResult> {
  const { count, seed, atOnce = 8, onProgress } = options;
  const findings: Finding[] = [];
  const statuses = new Map<string, number>();

  async function one(number: number): Promise<void> {
    const random = seeded(seed * 1_000_003 + number);
    const request = await random.of(KINDS)(world, random);
    const found = (fault: string): void => {
      findings.push({ number, fault, request });
    };
    try {
      const answer = await send(world.origin, request);
      const key = `${request.kind} ${answer.status}`;
      statuses.set(key, (statuses.get(key) ?? 0) + 1);
      const fault = faultOf(answer);
      if (fault !== undefined) found(fault);
    } catch (error) {
      found(`was not answered: ${String(error)}`);
    }
  }

  for (let done = 0; done < count; done += BATCH) {
    const batch = Math.min(BATCH, count - done);
    let next = done;
    const lane = async (): Promise<void> => {
      while (next < done + batch) await one(next++);
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    await world.stillServes();
    onProgress?.(done + batch);
  }
  return { findings, statuses };
}

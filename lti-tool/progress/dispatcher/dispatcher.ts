import { createDueReader } from './due-reader';
import { platformLine, type PlatformLine } from './platform-line';
import { restingPlatforms } from './resting-platforms';
import { takeTurn, type TurnDependencies, type TurnResult } from './turn';
import { createWorkLoop } from '../work-loop';

export interface Dispatcher {
  /** Tries every score that is due. Answers how many were tried. Calls at once share one run. */
  runOnce(): Promise<number>;
  /** Sends what is due from now on, until `stop`. */
  start(): void;
  /** Finishes the scores in flight, and sends no more. */
  stop(): Promise<void>;
  /** Says that a score is due now. */
  wake(): void;
}

/** Scores that nobody announced here (another process's, or after a wait) are looked for this often. */
const LOOK_MS = 5_000;
/** For each platform that does not mind calls in parallel. */
const TURNS_AT_ONCE = 4;

/**
 * Brings scores to their platforms. Several processes may run one each on the same store. Platforms
 * do not wait for each other: each has a line of its own, and one that fails rests.
 */
export function createDispatcher(dependencies: TurnDependencies): Dispatcher {
  const { enrolments, scores, now, random, logger } = dependencies;
  const resting = restingPlatforms(now, random);
  const readDue = createDueReader({ enrolments, resting, now });
  const lines = new Map<string, PlatformLine>();
  let tried = 0;
  let running: Promise<number> | undefined;

  /** Puts what is due in line. */
  async function look(): Promise<void> {
    for await (const { id, registrationId } of readDue()) {
      if (loop.isStopping()) return;
      const line = lines.get(registrationId) ?? (await lineOf(registrationId));
      if (!resting.isResting(registrationId)) line.add(id);
    }
  }

  async function lineOf(registrationId: string): Promise<PlatformLine> {
    const lanes = (await scores.isOneAtATime(registrationId)) ? 1 : TURNS_AT_ONCE;
    const line =
      lines.get(registrationId) ??
      platformLine(lanes, turnOf, (result) => ended(registrationId, result));
    lines.set(registrationId, line);
    return line;
  }

  function ended(registrationId: string, result: TurnResult): boolean {
    tried += result.tried;
    if (result.platformAtFault) resting.failed(registrationId, result.waitMs);
    else if (result.tried > 0) resting.recovered(registrationId);
    return !loop.isStopping() && !result.platformAtFault;
  }

  async function turnOf(enrolmentId: string): Promise<TurnResult> {
    try {
      return await takeTurn(enrolmentId, loop.isStopping, dependencies);
    } catch (error) {
      // The lease ends by itself, and another look takes the enrolment up again.
      logger.error({ enrolmentId, err: error }, 'scores could not be dispatched');
      return { tried: 0, platformAtFault: false, waitMs: 0 };
    }
  }

  async function idle(): Promise<void> {
    await Promise.all([...lines.values()].map((line) => line.idle()));
  }

  async function run(): Promise<number> {
    const before = tried;
    await look();
    await idle();
    return tried - before;
  }

  const loop = createWorkLoop(
    () =>
      look().catch((error: unknown) => {
        logger.error({ err: error }, 'due scores could not be read');
      }),
    LOOK_MS,
  );

  return {
    runOnce() {
      running ??= run().finally(() => {
        running = undefined;
      });
      return running;
    },
    start: loop.start,
    wake: loop.wake,
    async stop() {
      await Promise.all([loop.stop(), running?.catch(() => undefined)]);
      await idle();
    },
  };
}

import type { Enrolment } from '../../domain/enrolment';
import { takeTurn, type TurnDependencies, type TurnResult } from './turn';

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
const ENROLMENTS_A_RUN = 500;
/** For each platform. Canvas slows down tools that call it much in parallel. */
const TURNS_AT_ONCE = 4;

/**
 * Brings scores to their platforms. Several processes may run one each on the same store. Platforms
 * do not wait for each other; once one of them fails, its other enrolments wait for the next run.
 */
export function createDispatcher(dependencies: TurnDependencies): Dispatcher {
  const { enrolments, now, logger } = dependencies;
  let isStopping = false;
  let running: Promise<TurnResult> | undefined;
  let working: Promise<void> | undefined;
  let isWoken = false;
  let endRest = (): void => undefined;

  function run(): Promise<TurnResult> {
    running ??= sendWhatIsDue().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function sendWhatIsDue(): Promise<TurnResult> {
    const due = await enrolments.withScoresDue(now(), ENROLMENTS_A_RUN);
    return sum(await Promise.all(byPlatform(due).map(sendToPlatform)));
  }

  async function sendToPlatform(due: readonly Enrolment[]): Promise<TurnResult> {
    const results: TurnResult[] = [];
    const next = due.values();
    const lane = async (): Promise<void> => {
      for (const { id } of next) {
        if (isStopping || results.some(({ platformAtFault }) => platformAtFault)) return;
        results.push(await turnOf(id));
      }
    };
    await Promise.all(Array.from({ length: TURNS_AT_ONCE }, lane));
    return sum(results);
  }

  async function turnOf(enrolmentId: string): Promise<TurnResult> {
    try {
      return await takeTurn(enrolmentId, () => isStopping, dependencies);
    } catch (error) {
      // The lease ends by itself, and another run takes the enrolment up again.
      logger.error({ enrolmentId, err: error }, 'scores could not be dispatched');
      return NOTHING;
    }
  }

  async function work(): Promise<void> {
    while (!isStopping) {
      isWoken = false;
      const { tried, platformAtFault } = await run().catch((error: unknown) => {
        logger.error({ err: error }, 'due scores could not be read');
        return NOTHING;
      });
      if (tried === 0 || platformAtFault) await rest();
    }
  }

  function rest(): Promise<void> {
    return new Promise((resolve) => {
      if (isWoken || isStopping) {
        resolve();
        return;
      }
      const timer = setTimeout(resolve, LOOK_MS);
      endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    runOnce: async () => (await run()).tried,
    start() {
      working ??= work();
    },
    async stop() {
      isStopping = true;
      endRest();
      await Promise.all([working, running?.catch(() => undefined)]);
    },
    wake() {
      isWoken = true;
      endRest();
    },
  };
}

const NOTHING: TurnResult = { tried: 0, platformAtFault: false };

function sum(results: readonly TurnResult[]): TurnResult {
  return {
    tried: results.reduce((total, { tried }) => total + tried, 0),
    platformAtFault: results.some(({ platformAtFault }) => platformAtFault),
  };
}

function byPlatform(due: readonly Enrolment[]): Enrolment[][] {
  const groups = new Map<string, Enrolment[]>();
  for (const enrolment of due) {
    const group = groups.get(enrolment.registrationId);
    if (group) group.push(enrolment);
    else groups.set(enrolment.registrationId, [enrolment]);
  }
  return [...groups.values()];
}

/** Background work that looks for what is due again and again. */
export interface WorkLoop {
  readonly start: () => void;
  /** Looks no more; resolves when the look under way has ended. */
  readonly stop: () => Promise<void>;
  /** Says that something is due now. */
  readonly wake: () => void;
  readonly isStopping: () => boolean;
}

/**
 * @param look does what is due; handles its own errors.
 * @param everyMs milliseconds after which it looks although nobody woke it.
 */
export function createWorkLoop(look: () => Promise<void>, everyMs: number): WorkLoop {
  let isStopping = false;
  let isWoken = false;
  let working: Promise<void> | undefined;
  let endRest = (): void => undefined;

  async function work(): Promise<void> {
    while (!isStopping) {
      isWoken = false;
      await look();
      await rest();
    }
  }

  function rest(): Promise<void> {
    return new Promise((resolve) => {
      if (isWoken || isStopping) {
        resolve();
        return;
      }
      const timer = setTimeout(resolve, everyMs);
      endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    start() {
      working ??= work();
    },
    async stop() {
      isStopping = true;
      endRest();
      await working;
    },
    wake() {
      isWoken = true;
      endRest();
    },
    isStopping: () => isStopping,
  };
}

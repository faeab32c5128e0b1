import path from 'node:path';
import { Piscina } from 'piscina';
import type { CertificateFields } from './fields';
import type { RenderTask, WorkerMaterials } from './render-worker';

/** Renders and signs certificates away from the event loop. */
export interface RenderPool {
  /** As `renderCertificate` does. */
  render(fields: CertificateFields, credential: string): Promise<Uint8Array>;
  /** Ends the threads; what is under way is finished first. */
  close(): Promise<void>;
}

const MOST_THREADS = 2;

/** Milliseconds; an idle thread holds fonts in memory. */
const IDLE = 60_000;

/**
 * Threads start with the first certificate. From sources (tests, `npm run dev`) tsx compiles for them.
 * @param given what all certificates share; asked for once.
 */
export function createRenderPool(given: () => Promise<WorkerMaterials>): RenderPool {
  let pool: Promise<Piscina<RenderTask, Uint8Array>> | undefined;
  const underway = new Set<Promise<Uint8Array>>();

  async function open(): Promise<Piscina<RenderTask, Uint8Array>> {
    const extension = path.extname(__filename);
    return new Piscina<RenderTask, Uint8Array>({
      filename: path.join(__dirname, `render-worker${extension}`),
      name: 'renderInWorker',
      minThreads: 0,
      maxThreads: MOST_THREADS,
      idleTimeout: IDLE,
      execArgv: extension === '.ts' ? ['--require', 'tsx/cjs'] : [],
      workerData: await given(),
    });
  }

  function opened(): Promise<Piscina<RenderTask, Uint8Array>> {
    // A failure is not kept: the next certificate tries again.
    pool ??= open().catch((error: unknown) => {
      pool = undefined;
      throw error;
    });
    return pool;
  }

  return {
    render(fields, credential) {
      const rendered = opened().then((threads) => threads.run({ fields, credential }));
      underway.add(rendered);
      return rendered.finally(() => underway.delete(rendered));
    },
    async close() {
      // Piscina's own way of closing drops what no thread has begun yet.
      await Promise.allSettled(underway);
      await (await pool)?.destroy();
    },
  };
}

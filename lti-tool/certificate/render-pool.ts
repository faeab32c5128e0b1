import path from 'node:path';
import { Piscina } from 'piscina';
import type { CertificateFields } from './fields';

/** Renders certificates away from the event loop. */
export interface RenderPool {
  render(fields: CertificateFields): Promise<Uint8Array>;
  /** Ends the threads; what is under way is finished first. */
  close(): Promise<void>;
}

const MOST_THREADS = 2;

/** Milliseconds; an idle thread holds fonts in memory. */
const IDLE = 60_000;

/** Threads start with the first certificate. From sources (tests, `npm run dev`) tsx compiles for them. */
export function createRenderPool(): RenderPool {
  const fromSource = path.extname(__filename) === '.ts';
  const pool = new Piscina({
    filename: path.join(__dirname, `render${path.extname(__filename)}`),
    name: 'renderCertificate',
    minThreads: 0,
    maxThreads: MOST_THREADS,
    idleTimeout: IDLE,
    execArgv: fromSource ? ['--require', 'tsx/cjs'] : [],
  });
  return {
    render: (fields) => pool.run(fields) as Promise<Uint8Array>,
    close: () => pool.close(),
  };
}

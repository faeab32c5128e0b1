import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** lti-tool/main.ts in a process of its own. */
export interface ToolProcess {
  /** All that it wrote so far, errors included. */
  output(): string;
  /** Resolves once the output holds this text. @throws when the process ends before. */
  says(text: string): Promise<void>;
  signal(name: 'SIGTERM' | 'SIGINT'): void;
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** @param env the whole environment; the working folder is `folder`, so that no .env is read. */
export function startProcess(folder: string, env: Readonly<Record<string, string>>): ToolProcess {
  const main = path.join(__dirname, '../../lti-tool/main.ts');
  const child: ChildProcess = spawn(
    process.execPath,
    ['--require', require.resolve('tsx/cjs'), main],
    { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  return {
    output: () => output,
    ended,
    says(text) {
      return new Promise((resolve, reject) => {
        const look = (): void => {
          if (output.includes(text)) resolve();
        };
        listeners.add(look);
        look();
        void ended.then(() => {
          reject(new Error(`the process ended without saying "${text}":\n${output}`));
        });
      });
    },
    signal(name) {
      child.kill(name);
    },
  };
}

/** A server on a port that nobody used, for taking it or for learning its number. */
export async function takePort(): Promise<{ port: number; free: () => Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    free: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}

export async function freePort(): Promise<string> {
  const { port, free } = await takePort();
  await free();
  return String(port);
}

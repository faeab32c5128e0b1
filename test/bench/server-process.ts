import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** One server under test, in a process of its own. */
export interface ServerProcess {
  readonly origin: string;
  /** CPU used since its start, user and system, in milliseconds. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Compiled files. */
  readonly file: string;
  readonly preload: string;
  /** A folder that it may write in; without a .env file. */
  readonly folder: string;
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
}

const START_MILLISECONDS = 60_000;

/** Starts it in production mode and waits until it answers. What it logs is thrown away. */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const { file, preload, folder, port, environment } = options;
  const child = spawn(process.execPath, ['--require', preload, file], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      NODE_OPTIONS: process.env['NODE_OPTIONS'],
      NODE_ENV: 'production',
      PORT: String(port),
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const origin = `http://127.0.0.1:${port}`;
  await answers(origin, child, Date.now() + START_MILLISECONDS);
  return {
    origin,
    async cpu() {
      child.send('usage');
      const [milliseconds] = (await once(child, 'message')) as [number];
      return milliseconds;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function answers(origin: string, child: ChildProcess, deadline: number): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}`);
    try {
      await fetch(`${origin}/healthz`);
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        child.kill();
        throw new Error('The server did not answer in time', { cause: error });
      }
      await pause(100);
    }
  }
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

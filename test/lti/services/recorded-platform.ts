import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

import ags from '../../fixtures/ags/moodle-4.2.json';
import nrps from '../../fixtures/nrps/moodle-4.2.json';

const recordings = { ...ags, ...nrps };

export type Recording = keyof typeof recordings;

/** An answer: a recorded one by its name, or one made up for a platform that was not recorded. */
export type Answer =
  | Recording
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    };

interface Seen {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const RECORDED_ORIGIN = /http:(\\?\/\\?\/)moodle\.example/g;

/** A local server that gives prepared answers in order and keeps what it was asked. */
export async function startRecordedPlatform() {
  const seen: Seen[] = [];
  let answers: Answer[] = [];
  let origin = '';

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      seen.push({ method, path, headers, body: Buffer.concat(chunks).toString() });
      const next = answers.shift() ?? { status: 500, body: 'no answer was prepared' };
      const answer = typeof next === 'string' ? recordings[next].response : next;
      for (const [name, value] of Object.entries(answer.headers ?? {})) {
        response.setHeader(name, onWire(here(value)));
      }
      response.statusCode = answer.status;
      response.end(here(answer.body ?? ''));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  origin = `http://${host}`;

  const here = (text: string): string => text.replace(RECORDED_ORIGIN, `http:$1${host}`);

  return {
    origin,
    seen,
    /** What the recorded tool asked, for comparison. */
    recorded: (name: Recording) => recordings[name].request,
    prepare(...next: Answer[]): void {
      seen.length = 0;
      answers = next;
    },
    url: (path: string): string => `${origin}${path}`,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Moodle writes UTF-8 into its headers; Node takes one character for one byte. */
function onWire(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}

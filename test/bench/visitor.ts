import { Agent, type IncomingMessage, request } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';

export interface Answer {
  readonly status: number;
  readonly location: string;
  /** As it travelled, headers apart. */
  readonly body: Buffer;
  /** Decoded. */
  text(): string;
  /** Milliseconds until its last byte. */
  readonly ms: number;
}

export type Form = readonly (readonly [name: string, value: string])[];

/** Connections that all visitors share, as behind a proxy. */
const agent = new Agent({ keepAlive: true });

/** One person's browser, as cheap as can be: the same two cores also run the server. */
export class Visitor {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get(path: string): Promise<Answer> {
    return this.#send('GET', path, { accept: 'text/html' });
  }

  post(path: string, form: Form, accept = 'text/html'): Promise<Answer> {
    return this.#send('POST', path, { accept }, new URLSearchParams(form.map(pair)).toString());
  }

  #send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Answer> {
    const start = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request(
        this.#origin + path,
        {
          method,
          agent,
          headers: {
            ...headers,
            'accept-encoding': 'br',
            'sec-fetch-dest': 'document',
            ...(this.#cookies.size > 0 && { cookie: this.cookies }),
            ...(body !== undefined && {
              'content-type': 'application/x-www-form-urlencoded',
              'content-length': Buffer.byteLength(body),
            }),
          },
        },
        (response) => {
          this.#keep(response.headers['set-cookie'] ?? []);
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            resolve(answerOf(response, Buffer.concat(chunks), performance.now() - start));
          });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  #keep(lines: readonly string[]): void {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}

/** @throws Error that shows the answer when its status is another. */
export function expectStatus(answer: Answer, ...wanted: readonly number[]): Answer {
  if (wanted.includes(answer.status)) return answer;
  throw new Error(`Answered ${answer.status}, not ${wanted.join()}: ${answer.text()}`);
}

/** Closes the connections that were kept. */
export function hangUp(): void {
  agent.destroy();
}

function pair([name, value]: readonly [string, string]): [string, string] {
  return [name, value];
}

function answerOf(response: IncomingMessage, body: Buffer, ms: number): Answer {
  const { statusCode = 0, headers } = response;
  return {
    status: statusCode,
    location: headers.location ?? '',
    body,
    text: () =>
      (headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body).toString(),
    ms,
  };
}

import { Agent, request } from 'node:http';

export interface HostileRequest {
  readonly kind: string;
  readonly method: string;
  /** With its query; may be anything that a request line can hold. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

const DEADLINE_MILLISECONDS = 15_000;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** @throws Error when the connection breaks, or no answer is complete in time. */
export function send(origin: string, hostile: HostileRequest): Promise<Answer> {
  const { method, path, headers, body } = hostile;
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        hostname,
        port,
        method,
        path,
        headers: {
          ...headers,
          ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
        },
        signal: AbortSignal.timeout(DEADLINE_MILLISECONDS),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode = 0 } = response;
          const text = Buffer.concat(chunks).toString();
          resolve({ status: statusCode, headers: response.headers, body: text });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Closes the connections that were kept. */
export function hangUp(): void {
  agent.destroy();
}

import { request } from 'node:http';

/** An HTTP answer as on the wire: fetch hides the reason phrase and always sends Accept. */
export interface RawAnswer {
  readonly status: number;
  readonly reason: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** Sends exactly these headers. @throws when the connection ends without an answer. */
export function rawCall(
  url: string,
  call: { method: string; headers?: Record<string, string>; body?: string | undefined },
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const req = request(url, { method: call.method, headers: call.headers ?? {} }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.once('end', () => {
        resolve({
          status: res.statusCode ?? 0,
          reason: utf8(res.statusMessage ?? ''),
          headers: res.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        });
      });
    });
    req.once('error', reject);
    req.end(call.body);
  });
}

/** Node reads the head of an answer as Latin-1; Moodle writes UTF-8 there. */
export function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}

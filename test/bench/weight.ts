import { request } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import type { Reading } from '../../lti-tool/content/programme';
import { readingPagePath } from '../../lti-tool/web/paths';
import { type Readable, readableOnSlowLine } from './slow-line';

export interface Weight {
  /** As they travel: headers and compressed bodies. */
  readonly bytes: number;
  readonly requests: number;
}

export interface Weights {
  /** The first page of the first reading. */
  readonly first: Weight;
  readonly heaviestNext: Weight;
  readonly readable: Readable | undefined;
}

/** @param cookies of a person who opened all pages before. */
export async function weigh(
  origin: string,
  readings: readonly Reading[],
  cookies: string,
): Promise<Weights> {
  const urls = readings.flatMap(({ id, pages }) =>
    pages.map((_page, index) => origin + readingPagePath(id, index + 1)),
  );
  const [first = '', second = ''] = urls;
  let heaviest = 0;
  for (const url of urls) heaviest = Math.max(heaviest, (await download(url, cookies)).bytes);
  return {
    first: await firstVisit(first, cookies),
    // Whatever a page loads is cached for a year.
    heaviestNext: { bytes: heaviest, requests: 1 },
    readable: await readableOnSlowLine(first, second, cookies),
  };
}

/** A page with everything that it loads, as a browser without a cache asks for them. */
async function firstVisit(url: string, cookies: string): Promise<Weight> {
  const page = await download(url, cookies);
  const html = brotliDecompressSync(page.body).toString();
  const loaded = html.matchAll(/<(?:link|script|img)\b[^>]*?(?:href|src)="([^"]+)"/g);
  const urls = new Set([...loaded].map(([, address = '']) => new URL(address, url).href));
  const others = await Promise.all([...urls].map((other) => download(other, cookies)));
  return {
    bytes: [page, ...others].reduce((sum, { bytes }) => sum + bytes, 0),
    requests: 1 + others.length,
  };
}

/** On a connection of its own, so that every byte that arrives belongs to it. */
function download(url: string, cookie: string): Promise<{ body: Buffer; bytes: number }> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, 'accept-encoding': 'gzip, deflate, br' };
    const sent = request(url, { agent: false, headers }, (response) => {
      const { socket, statusCode } = response;
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (statusCode === 200) resolve({ body: Buffer.concat(chunks), bytes: socket.bytesRead });
        else reject(new Error(`${url} answered ${statusCode}`));
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

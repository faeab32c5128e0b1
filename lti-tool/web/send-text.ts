import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Response } from 'express';
import { acceptedEncoding } from './encoding';

/**
 * Low levels: on our pages they take half of the time of the usual ones, for a tenth more bytes.
 * The window of 64 kB is larger than a page.
 */
const COMPRESS = {
  br: (text: string) => brotliCompressSync(text, { params: BROTLI }),
  gzip: (text: string) => gzipSync(text, { level: 3 }),
} as const;
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 2, [constants.BROTLI_PARAM_LGWIN]: 16 };

/**
 * Sends a whole text, compressed as the browser accepts it. At once and in one piece: a page takes a
 * tenth of a millisecond, and to hand it to another thread, or to stream it, three times as much.
 * @param type as for `res.type`.
 */
export function sendText(res: Response, type: string, text: string): void {
  const encoding = acceptedEncoding(res.req);
  const body = encoding ? COMPRESS[encoding](text) : Buffer.from(text);
  res.type(type).vary('Accept-Encoding').set('Content-Length', String(body.length));
  if (encoding) res.set('Content-Encoding', encoding);
  res.end(body);
}

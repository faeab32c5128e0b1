import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Response } from 'express';
import { acceptedEncoding } from './encoding';

type Done = (error: Error | null, body: Buffer) => void;

/**
 * Low levels: on our pages they take half of the time of the usual ones, for a tenth more bytes.
 * The window of 64 kB is larger than a page.
 */
const COMPRESS = {
  br: (text: string, done: Done) => {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 2, [constants.BROTLI_PARAM_LGWIN]: 16 };
    brotliCompress(text, { params }, done);
  },
  gzip: (text: string, done: Done) => {
    gzip(text, { level: 3 }, done);
  },
} as const;

/**
 * Sends a whole text, compressed as the browser accepts it: off the event loop, and in one piece,
 * since to stream a few kilobytes through a compressor costs more than to compress them.
 * @param type as for `res.type`.
 */
export function sendText(res: Response, type: string, text: string): void {
  const encoding = acceptedEncoding(res.req);
  res.type(type).vary('Accept-Encoding');
  if (!encoding) {
    end(res, Buffer.from(text));
    return;
  }
  COMPRESS[encoding](text, (error, body) => {
    if (!error) res.set('Content-Encoding', encoding);
    end(res, error ? Buffer.from(text) : body);
  });
}

function end(res: Response, body: Buffer): void {
  res.set('Content-Length', String(body.length)).end(body);
}

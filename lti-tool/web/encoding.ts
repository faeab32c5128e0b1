import type { Request } from 'express';

/** Best first. */
const ENCODINGS = ['br', 'gzip'] as const;

/**
 * The best encoding that the browser accepts; undefined for none. (Of several in one call Express
 * would choose the one that the browser names first, which is gzip everywhere.)
 */
export function acceptedEncoding(req: Request): (typeof ENCODINGS)[number] | undefined {
  return ENCODINGS.find((encoding) => req.acceptsEncodings(encoding));
}

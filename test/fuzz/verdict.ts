import { MARKUP } from './hostile-values';
import type { Answer } from './http';

const STACK_TRACE = /\n\s+at \S+ \(|node_modules|\.ts:\d+:\d+/;

/** What is wrong with the answer to a hostile request; undefined for nothing. */
export function faultOf({ status, headers, body }: Answer): string | undefined {
  if (status < 200 || status >= 500) return `answered with ${status}`;
  if (body.includes(MARKUP)) return 'came back as markup';
  if (STACK_TRACE.test(body)) return 'showed a stack trace';
  if (headers['x-injected'] !== undefined) return 'set a header';
  const { location } = headers;
  if (typeof location === 'string' && /^(https?:)?\/\/evil\./.test(location)) {
    return 'redirected to where it was told';
  }
  return undefined;
}

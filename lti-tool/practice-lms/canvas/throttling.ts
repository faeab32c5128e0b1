import type { Fault } from '../faults';

/**
 * What a tool gets that has used up its quota. Canvas has answered 403 for years and documents 429
 * now; neither is about the call itself.
 * @param retryAfter seconds; Canvas itself names none, something in front of it may.
 */
export function throttled(status: 403 | 429, retryAfter?: number): Fault {
  return {
    status,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'X-Rate-Limit-Remaining': '0.0',
      ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
    },
    body: `${status} ${status === 403 ? 'Forbidden' : 'Too Many Requests'} (Rate Limit Exceeded)\n`,
  };
}

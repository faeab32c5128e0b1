import type { PlatformHttp } from '../services/http';

/** Milliseconds for one exchange. */
const EACH = 8_000;
/** Milliseconds for all exchanges: somebody is waiting, and proxies cut off after a minute. */
const ALTOGETHER = 25_000;

/** The same way out to platforms for somebody who waits, from now on for 25 seconds. */
export function hurried(http: PlatformHttp, now: () => Date): PlatformHttp {
  const end = now().getTime() + ALTOGETHER;
  return (request) => {
    const left = Math.max(1, end - now().getTime());
    return http({ ...request, timeoutMs: Math.min(EACH, left) });
  };
}

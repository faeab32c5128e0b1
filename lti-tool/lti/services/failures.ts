import type { z } from 'zod';
import type { Registration } from '../../domain/registration';
import { ServiceError } from '../port';
import {
  PlatformHttpError,
  type PlatformAnswer,
  type PlatformHttp,
  type PlatformRequest,
} from './http';

/** No wait that a platform asks for is believed beyond this. */
const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** @throws ServiceError when the platform was switched off or removed: it is not called any more. */
export function checkInUse(registration: Registration | undefined): Registration {
  if (!registration) {
    throw new ServiceError('refused', 'The platform is not registered with this tool any more.');
  }
  if (!registration.active) {
    throw new ServiceError('retry', 'An administrator has switched this platform off.');
  }
  return registration;
}

/** One exchange. @throws ServiceError when there is no answer. */
export async function exchange(
  http: PlatformHttp,
  request: PlatformRequest,
): Promise<PlatformAnswer> {
  try {
    return await http(request);
  } catch (cause) {
    if (cause instanceof PlatformHttpError) throw unanswered(cause);
    throw cause;
  }
}

function unanswered(cause: PlatformHttpError): ServiceError {
  const lost = { mayBeDone: true, cause };
  switch (cause.kind) {
    case 'refused':
      return new ServiceError(
        'refused',
        'The platform gave an address that this tool does not call. An administrator can check the registration.',
        { cause },
      );
    case 'timeout':
      return new ServiceError('retry', 'The platform did not answer in time.', lost);
    case 'network':
      return new ServiceError('retry', 'The platform could not be reached.', lost);
    case 'too-large':
      return unreadable(cause);
  }
}

/** The platform answered, but not with what was asked for. */
export function unreadable(cause: unknown): ServiceError {
  const reason = 'The platform answered with something that this tool cannot read.';
  return new ServiceError('retry', reason, { mayBeDone: true, cause });
}

/**
 * The failures that every service shares, whatever was asked: the platform is busy, down, being
 * maintained. undefined: the answer is about this very request.
 */
export function platformFault(answer: PlatformAnswer, now: Date): ServiceError | undefined {
  const { status } = answer;
  const retryAfter = retryAfterOf(answer, now);
  const options = retryAfter === undefined ? {} : { retryAfter };
  if (status === 429 || (status === 403 && isRateLimit(answer))) {
    return new ServiceError('retry', 'The platform asked this tool to slow down.', options);
  }
  if (status >= 500 || status === 408) {
    const reason = 'The platform has a fault at the moment.';
    return new ServiceError('retry', reason, { ...options, mayBeDone: true });
  }
  if (status < 200 || (status >= 300 && status < 400)) {
    const reason = 'The platform sent this tool elsewhere; it may be under maintenance.';
    return new ServiceError('retry', reason, options);
  }
  return undefined;
}

/** Canvas throttles with 403, an empty quota and a fixed text; others add Retry-After. */
function isRateLimit({ headers, text }: PlatformAnswer): boolean {
  const quota = headers['x-rate-limit-remaining'];
  return (
    headers['retry-after'] !== undefined ||
    (typeof quota === 'string' && Number.parseFloat(quota) <= 0) ||
    text.includes('Rate Limit Exceeded')
  );
}

/** The JSON in an answer, read by a schema. @throws ServiceError when it is anything else. */
export function readJson<T>(answer: PlatformAnswer, schema: z.ZodType<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(answer.text);
  } catch (cause) {
    throw unreadable(cause);
  }
  const read = schema.safeParse(json);
  if (!read.success) throw unreadable(read.error);
  return read.data;
}

/** RFC 9110 §10.2.3: seconds or a date. Milliseconds from now, one hour at most. */
function retryAfterOf({ headers }: PlatformAnswer, now: Date): number | undefined {
  const value = headers['retry-after'];
  if (value === undefined) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return ms > 0 ? Math.min(ms, LONGEST_RETRY_AFTER_MS) : undefined;
}

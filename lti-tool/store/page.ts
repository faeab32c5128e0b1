import type { FindOptions, Page } from './collection';
import { cursorAfter } from './cursor';

const DEFAULT_LIMIT = 100;
const MOST = 1_000;

/** @throws Error when the limit is not 1 to 1,000. */
export function limitOf(options: FindOptions): number {
  const limit = options.limit ?? DEFAULT_LIMIT;
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST) return limit;
  throw new Error(`a page holds 1 to ${MOST} documents, not ${limit}`);
}

/** A page of what was found; engines look for one more than asked to know whether more follows. */
export function pageOf<T extends object>(
  found: readonly T[],
  limit: number,
  order: readonly string[],
): Page<T> {
  const documents = found.slice(0, limit);
  const last = documents.at(-1);
  return {
    documents,
    next: last && found.length > limit ? cursorAfter(order, last) : undefined,
  };
}

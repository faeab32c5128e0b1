import type { FindOptions, Page, Scalar } from './collection';
import { cursorAfter, readCursor } from './cursor';
import type { CheckedDefinition } from './definition';
import { planQuery, type Query } from './where';

const DEFAULT_LIMIT = 100;
const MOST = 1_000;

/** A page to find, as both engines translate it. */
interface PlannedPage {
  readonly query: Query;
  readonly limit: number;
  /** Values of the order's fields that the page starts after. */
  readonly after: readonly Scalar[] | undefined;
}

/**
 * @throws Error when no index serves `where`, or when the limit is not 1 to 1,000.
 * @throws AppError `request-invalid` when `after` is not a cursor of this `where`'s shape.
 */
export function planPage(
  definition: CheckedDefinition,
  where: object,
  options: FindOptions,
): PlannedPage {
  const query = planQuery(definition, where);
  const { after } = options;
  return {
    query,
    limit: limitOf(options),
    after: after === undefined ? undefined : readCursor(definition, query.order, after),
  };
}

function limitOf(options: FindOptions): number {
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

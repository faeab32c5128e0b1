import { z } from 'zod';
import type { Link } from './view';

/** partials/paging: where a page of a long list stands, and the way to its neighbours. */
export interface Paging {
  /** For example `Page 2 of 12`. */
  readonly text: string;
  readonly previous: Link | null;
  readonly next: Link | null;
}

const PAGE_SIZE = 100;

/** The field `page` of a query; what is no number of a page is the first one. */
export const pageNumber = z.coerce.number().int().min(1).max(100_000).catch(1);

/**
 * One page of a long list; beyond its end, the last one.
 * @param number 1-based.
 * @param hrefOf the address of another page.
 * @returns `paging` is null where everything fits on one page.
 */
export function pageOf<T>(
  all: readonly T[],
  number: number,
  hrefOf: (number: number) => string,
): { readonly items: readonly T[]; readonly number: number; readonly paging: Paging | null } {
  const last = Math.max(1, Math.ceil(all.length / PAGE_SIZE));
  const current = Math.min(number, last);
  const link = (to: number, label: string): Link | null =>
    to >= 1 && to <= last ? { href: hrefOf(to), label } : null;
  return {
    items: all.slice((current - 1) * PAGE_SIZE, current * PAGE_SIZE),
    number: current,
    paging:
      last === 1
        ? null
        : {
            text: `Page ${current} of ${last}`,
            previous: link(current - 1, 'Previous page'),
            next: link(current + 1, 'Next page'),
          },
  };
}

import { wholeNumber } from '../../services/service';

/** Canvas's page sizes: what comes unless asked, and the most that can be asked for. */
interface Sizes {
  readonly usual: number;
  readonly most: number;
}

/**
 * One page of a list, by `page` and `limit` of the query, with its Link header (RFC 8288). The links
 * keep every other parameter.
 */
export function pageOf<T>(
  all: readonly T[],
  query: URLSearchParams,
  { baseUrl, usual, most }: Sizes & { readonly baseUrl: string },
): { readonly page: readonly T[]; readonly headers: Record<string, string> } {
  const asked = wholeNumber(query.get('limit')) || wholeNumber(query.get('per_page'));
  const size = Math.min(asked || usual, most);
  const number = Math.max(1, wholeNumber(query.get('page')));
  const last = Math.max(1, Math.ceil(all.length / size));
  const link = (rel: string, to: number): string => {
    const url = new URL(baseUrl);
    for (const [name, value] of query) {
      if (!['limit', 'page', 'per_page'].includes(name)) url.searchParams.append(name, value);
    }
    url.searchParams.set('page', String(to));
    url.searchParams.set('per_page', String(size));
    return `<${url.href}>; rel="${rel}"`;
  };
  const links = [
    link('current', number),
    ...(number < last ? [link('next', number + 1)] : []),
    ...(number > 1 ? [link('prev', number - 1)] : []),
    link('first', 1),
    link('last', last),
  ];
  return {
    page: all.slice((number - 1) * size, number * size),
    headers: { Link: links.join(',') },
  };
}

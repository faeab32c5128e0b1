import type { LineItem } from '../../gradebook';
import { Refusal, ok, wholeNumber } from '../../services/service';
import type { Answer, ServiceRequest } from '../../services/service';
import { phpJson } from '../php';
import { SCOPE } from '../../scopes';
import type { Site } from '../../site';
import { LINE_ITEM, lineItemJson, readLineItem } from './line-item-json';
import { checkCourse, checkToken } from './resource';
import type { MoodleResource } from './resource';

const CONTAINER = 'application/vnd.ims.lis.v2.lineitemcontainer+json';

/** The list of line items: read it, add to it (AGS 2.0 §3.2.4, §3.2.5). */
export const lineItems: MoodleResource = {
  name: 'lineitems',
  path: /^\/(?<course>\d+)\/lineitems$/,
  formats: [CONTAINER, LINE_ITEM],
  methods: ['GET', 'POST'],
  answer(site, request, { course }) {
    const isGet = request.method === 'GET';
    checkToken(
      site,
      request,
      isGet ? [SCOPE.lineItem, SCOPE.lineItemReadOnly] : [SCOPE.lineItem],
      request.query.get('type_id'),
    );
    const mediaType = isGet ? request.accept : request.contentType;
    if (mediaType && mediaType !== (isGet ? CONTAINER : LINE_ITEM)) {
      throw new Refusal(400, 'No context or unsupported content type');
    }
    checkCourse(site, course);
    return isGet ? list(site, request.query) : create(site, request);
  },
};

function list(site: Site, query: URLSearchParams): Answer {
  const found = site.gradebook.state.lineItems.filter((item) => fits(item, query));
  const limit = wholeNumber(query.get('limit'));
  const from = limit > 0 ? wholeNumber(query.get('from')) : 0;
  const page = limit > 0 ? found.slice(from, from + limit) : found;
  return ok(
    CONTAINER,
    phpJson(page.map((item) => lineItemJson(site, item))),
    limit > 0 ? { Link: pageLinks(site, query, { limit, from, total: found.length }) } : {},
  );
}

function fits(item: LineItem, query: URLSearchParams): boolean {
  const wanted = (name: string, value: string | undefined): boolean =>
    !query.has(name) || query.get(name) === value;
  return (
    wanted('resource_id', item.resourceId) &&
    wanted('resource_link_id', item.resourceLinkId) &&
    wanted('tag', item.tag)
  );
}

/** With typographic quotes and `&amp;`, as recorded. Bytes of UTF-8, as a header carries them. */
function pageLinks(
  site: Site,
  query: URLSearchParams,
  { limit, from, total }: { limit: number; from: number; total: number },
): string {
  const link = (rel: string, start: number): string => {
    const url = new URL(site.profile.lineItemsUrl(site.baseUrl));
    for (const name of ['resource_id', 'resource_link_id', 'tag']) {
      const value = query.get(name);
      if (value !== null) url.searchParams.set(name, value);
    }
    url.searchParams.set('limit', String(limit));
    url.searchParams.set('from', String(start));
    return `<${url.href.replaceAll('&', '&amp;')}>; rel=“${rel}”`;
  };
  const links = [
    link('first', 0),
    ...(from > 0 ? [link('prev', Math.max(0, from - limit))] : []),
    link('canonical', from),
    ...(from + limit < total ? [link('next', from + limit)] : []),
    link('last', Math.max(0, total - limit + 1)),
  ];
  return Buffer.from(links.join(', '), 'utf8').toString('latin1');
}

function create(site: Site, request: ServiceRequest): Answer {
  const sent = readLineItem(request.body, 'No label or Score Maximum');
  const { resourceLinkId } = sent;
  if (
    resourceLinkId !== undefined &&
    !site.links.some((link) => link.resourceLinkId === resourceLinkId)
  ) {
    throw new Refusal(403);
  }
  const item = site.gradebook.add({
    kind: 'column',
    label: sent.label,
    scoreMaximum: sent.scoreMaximum,
    resourceId: sent.resourceId,
    tag: sent.tag,
    ...(resourceLinkId !== undefined && { resourceLinkId }),
  });
  const body = { ...sent.sent, id: site.profile.lineItemUrl(site.baseUrl, item.id) };
  return { ...ok(LINE_ITEM, phpJson(body, { slashes: 'plain' })), status: 201 };
}

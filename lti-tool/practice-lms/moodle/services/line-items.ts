import type { LineItem } from '../../gradebook';
import { Refusal, ok, wholeNumber } from '../../services/service';
import type { Access, Answer, ServiceRequest } from '../../services/service';
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
    const tool = checkToken(
      site,
      request,
      isGet ? [SCOPE.lineItem, SCOPE.lineItemReadOnly] : [SCOPE.lineItem],
      request.query.get('type_id'),
    );
    const mediaType = isGet ? request.accept : request.contentType;
    if (mediaType && mediaType !== (isGet ? CONTAINER : LINE_ITEM)) {
      throw new Refusal(400, 'No context or unsupported content type');
    }
    const access = { tool, course: checkCourse(site, course) };
    return isGet ? list(site, access, request.query) : create(site, access, request);
  },
};

function list(site: Site, access: Access, query: URLSearchParams): Answer {
  const found = site.gradebook
    .of({ courseId: access.course.id, clientId: access.tool.clientId })
    .filter((item) => fits(item, query));
  const lineItemsUrl = site.profile.lineItemsUrl(site.place(access.course, access.tool));
  const limit = wholeNumber(query.get('limit'));
  const from = limit > 0 ? wholeNumber(query.get('from')) : 0;
  const page = limit > 0 ? found.slice(from, from + limit) : found;
  return ok(
    CONTAINER,
    phpJson(page.map((item) => lineItemJson(site, access, item))),
    limit > 0 ? { Link: pageLinks(lineItemsUrl, query, { limit, from, total: found.length }) } : {},
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
  lineItemsUrl: string,
  query: URLSearchParams,
  { limit, from, total }: { limit: number; from: number; total: number },
): string {
  const link = (rel: string, start: number): string => {
    const url = new URL(lineItemsUrl);
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

function create(site: Site, { tool, course }: Access, request: ServiceRequest): Answer {
  const sent = readLineItem(request.body, 'No label or Score Maximum');
  const { resourceLinkId } = sent;
  if (
    resourceLinkId !== undefined &&
    !site.courses.linksIn(course).some((link) => link.resourceLinkId === resourceLinkId)
  ) {
    throw new Refusal(403);
  }
  const item = site.gradebook.add({
    kind: 'column',
    courseId: course.id,
    clientId: tool.clientId,
    label: sent.label,
    scoreMaximum: sent.scoreMaximum,
    resourceId: sent.resourceId,
    tag: sent.tag,
    ...(resourceLinkId !== undefined && { resourceLinkId }),
  });
  const body = { ...sent.sent, id: site.profile.lineItemUrl(site.place(course, tool), item.id) };
  return { ...ok(LINE_ITEM, phpJson(body, { slashes: 'plain' })), status: 201 };
}

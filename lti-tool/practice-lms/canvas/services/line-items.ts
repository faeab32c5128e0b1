import type { LineItem } from '../../gradebook';
import { SCOPE } from '../../scopes';
import { Refusal, ok } from '../../services/service';
import type { Access, Answer, Resource, ServiceRequest } from '../../services/service';
import type { Site } from '../../site';
import { checkAccess } from './checks';
import { LINE_ITEM, lineItemJson, readLineItem } from './line-item-json';
import { pageOf } from './paging';

const CONTAINER = 'application/vnd.ims.lis.v2.lineitemcontainer+json';

/** The list of line items: read it, add to it (AGS 2.0 §3.2.4, §3.2.5). */
export const lineItems: Resource = {
  name: 'lineitems',
  path: /^\/(?<course>\d+)\/line_items$/,
  methods: ['GET', 'POST'],
  answer(site, request, { course }) {
    const isGet = request.method === 'GET';
    const mayRead = isGet ? [SCOPE.lineItemReadOnly] : [];
    const access = checkAccess(site, request, [SCOPE.lineItem, ...mayRead], course);
    return isGet ? list(site, access, request.query) : create(site, access, request);
  },
};

function list(site: Site, access: Access, query: URLSearchParams): Answer {
  const { tool, course } = access;
  const found = site.gradebook
    .of({ courseId: course.id, clientId: tool.clientId })
    .filter((item) => fits(item, query));
  const url = site.profile.lineItemsUrl(site.place(course, tool));
  const sizes = { baseUrl: url, usual: 10, most: 100 };
  const { page, headers } = pageOf(found, query, sizes);
  return ok(
    CONTAINER,
    JSON.stringify(page.map((item) => lineItemJson(site, access, item))),
    headers,
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

/** A line item without a link becomes an assignment of its own. */
function create(site: Site, access: Access, request: ServiceRequest): Answer {
  const { tool, course } = access;
  const { label, scoreMaximum, resourceId, tag, resourceLinkId, submissionType } =
    readLineItem(request);
  if (!label || scoreMaximum === undefined) {
    throw new Refusal(400, 'label and scoreMaximum are required');
  }
  const links = site.courses.linksIn(course);
  if (resourceLinkId && !links.some((link) => link.resourceLinkId === resourceLinkId)) {
    throw new Refusal(404);
  }
  const item = site.gradebook.add({
    kind: 'column',
    courseId: course.id,
    clientId: tool.clientId,
    label,
    scoreMaximum,
    resourceId: resourceId ?? '',
    tag: tag ?? '',
    ...(resourceLinkId && { resourceLinkId }),
    ...(submissionType && { submissionType }),
  });
  return { ...ok(LINE_ITEM, JSON.stringify(lineItemJson(site, access, item))), status: 201 };
}

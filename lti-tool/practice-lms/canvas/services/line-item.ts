import type { LineItem } from '../../gradebook';
import { SCOPE } from '../../scopes';
import { ok } from '../../services/service';
import type { Answer, Resource, ServiceRequest } from '../../services/service';
import type { Site } from '../../site';
import { checkAccess, findLineItem } from './checks';
import { LINE_ITEM, lineItemJson, readLineItem } from './line-item-json';

/** One line item: read, change, delete (AGS 2.0 §3.2.6–3.2.8). */
export const lineItem: Resource = {
  name: 'lineitem',
  path: /^\/(?<course>\d+)\/line_items\/(?<item>\d+)$/,
  methods: ['GET', 'PUT', 'DELETE'],
  answer(site, request, { course, item: id }) {
    const mayRead = request.method === 'GET' ? [SCOPE.lineItemReadOnly] : [];
    const access = checkAccess(site, request, [SCOPE.lineItem, ...mayRead], course);
    const item = findLineItem(site, access, id);
    if (request.method === 'DELETE') return remove(site, item);
    const shown = request.method === 'PUT' ? changed(site, request, item) : item;
    return ok(LINE_ITEM, JSON.stringify(lineItemJson(site, access, shown)));
  },
};

/** What is not sent stays. */
function changed(site: Site, request: ServiceRequest, item: LineItem): LineItem {
  const { label, scoreMaximum, resourceId, tag } = readLineItem(request);
  const next = {
    ...item,
    ...(label !== undefined && { label }),
    ...(scoreMaximum !== undefined && { scoreMaximum }),
    ...(resourceId !== undefined && { resourceId }),
    ...(tag !== undefined && { tag }),
  };
  site.gradebook.replace(next);
  return next;
}

/** The line item that came with an assignment cannot be deleted without it. */
function remove(site: Site, item: LineItem): Answer {
  if (item.kind === 'activity') return { status: 401, headers: {}, body: '' };
  site.gradebook.remove(item.id);
  return { status: 204, headers: {}, body: '' };
}

import { ok } from '../../services/service';
import type { Access, Answer, ServiceRequest } from '../../services/service';
import { phpJson } from '../php';
import { SCOPE } from '../../scopes';
import type { LineItem } from '../../gradebook';
import type { Site } from '../../site';
import { LINE_ITEM, findLineItem, lineItemJson, readLineItem } from './line-item-json';
import { checkCourse, checkToken } from './resource';
import type { MoodleResource } from './resource';

/** One line item: read, change, delete (AGS 2.0 §3.2.6–3.2.8). */
export const lineItem: MoodleResource = {
  name: 'lineitem',
  path: /^\/(?<course>\d+)\/lineitems\/(?<item>\d+)\/lineitem$/,
  formats: [LINE_ITEM],
  methods: ['GET', 'PUT', 'DELETE'],
  answer(site, request, { course, item: id }) {
    const mayRead = request.method === 'GET' ? [SCOPE.lineItemReadOnly] : [];
    const { query } = request;
    const tool = checkToken(site, request, [SCOPE.lineItem, ...mayRead], query.get('type_id'));
    const access = { tool, course: checkCourse(site, course) };
    const item = findLineItem(site, access, id);
    if (request.method === 'GET') return ok(LINE_ITEM, phpJson(lineItemJson(site, access, item)));
    if (request.method === 'PUT') return change(site, access, request, item);
    site.gradebook.remove(item.id);
    return {
      status: 204,
      reason: 'OK',
      headers: { 'Content-Type': 'text/html; charset=utf-8' },
      body: '',
    };
  },
};

function change(
  site: Site,
  { tool, course: at }: Access,
  request: ServiceRequest,
  item: LineItem,
): Answer {
  const { sent, label, scoreMaximum, resourceId, tag } = readLineItem(request.body, '');
  site.gradebook.replace({ ...item, label, scoreMaximum, resourceId, tag });
  const id = site.profile.lineItemUrl(site.place(at, tool), item.id);
  return ok(LINE_ITEM, phpJson({ ...sent, id }, { slashes: 'plain' }));
}

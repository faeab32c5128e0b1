import type { LineItem } from '../../gradebook';
import { Refusal, parsed } from '../../services/service';
import type { Access, ServiceRequest } from '../../services/service';
import type { Site } from '../../site';

/** @throws Refusal 401 unless the token is good for one of the scopes; 404 for no course */
export function checkAccess(
  site: Site,
  request: ServiceRequest,
  scopes: readonly string[],
  courseId: string | undefined,
): Access {
  if (request.authorization === undefined) throw new Refusal(401, 'Missing access token');
  const holder = site.tokens.holder(request.authorization, site.now());
  const tool = site.tools.get(holder?.clientId);
  if (!holder || !tool) throw new Refusal(401, 'Access token invalid or expired');
  if (!scopes.some((scope) => holder.scopes.includes(scope))) {
    throw new Refusal(401, 'Insufficient permissions');
  }
  const course = site.courses.course(courseId);
  if (!course) throw new Refusal(404);
  return { tool, course };
}

/** @throws Refusal 404, for the line item of another tool too */
export function findLineItem(site: Site, access: Access, id: string | undefined): LineItem {
  const { tool, course } = access;
  const items = site.gradebook.of({ courseId: course.id, clientId: tool.clientId });
  const item = items.find((candidate) => candidate.id === Number(id));
  if (!item) throw new Refusal(404);
  return item;
}

/** The members of a body, which Rails reads only where it is said to be JSON. */
export function bodyOf({ contentType, body }: ServiceRequest): Readonly<Record<string, unknown>> {
  const value = contentType.endsWith('json') ? parsed(body) : undefined;
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

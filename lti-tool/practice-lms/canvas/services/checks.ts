import type { LineItem } from '../../gradebook';
import { Refusal, parsed } from '../../services/service';
import type { ServiceRequest } from '../../services/service';
import type { Site } from '../../site';

/** @throws Refusal 401 unless the token is good for one of the scopes; 404 for another course */
export function checkAccess(
  site: Site,
  request: ServiceRequest,
  scopes: readonly string[],
  courseId: string | undefined,
): void {
  if (request.authorization === undefined) throw new Refusal(401, 'Missing access token');
  const held = site.tokens.scopesOf(request.authorization, site.now());
  if (held.length === 0) throw new Refusal(401, 'Access token invalid or expired');
  if (!scopes.some((scope) => held.includes(scope))) {
    throw new Refusal(401, 'Insufficient permissions');
  }
  if (courseId !== site.profile.courseId) throw new Refusal(404);
}

/** @throws Refusal 404 */
export function findLineItem(site: Site, id: string | undefined): LineItem {
  const item = site.gradebook.lineItem(Number(id));
  if (!item) throw new Refusal(404);
  return item;
}

/** The members of a body, which Rails reads only where it is said to be JSON. */
export function bodyOf({ contentType, body }: ServiceRequest): Readonly<Record<string, unknown>> {
  const value = contentType.endsWith('json') ? parsed(body) : undefined;
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

import type { Site } from '../../site';
import { Refusal } from '../../services/service';
import type { Resource, ServiceRequest } from '../../services/service';

/** A resource that Moodle finds by its media types as well. */
export interface MoodleResource extends Resource {
  readonly formats: readonly string[];
}

/** @throws Refusal 401 unless the token is good for one of the scopes and for this deployment. */
export function checkToken(
  site: Site,
  request: ServiceRequest,
  scopes: readonly string[],
  deploymentId: string | null,
): void {
  const held = site.tokens.scopesOf(request.authorization, site.now());
  const mayCall = scopes.some((scope) => held.includes(scope));
  const isOurs = deploymentId === null || deploymentId === site.profile.deploymentId;
  if (!mayCall || !isOurs) throw new Refusal(401);
}

/** @throws Refusal 404 */
export function checkCourse(site: Site, courseId: string | undefined): void {
  if (courseId !== site.profile.courseId) {
    throw new Refusal(404, `Not Found: Course ${courseId ?? ''} doesn't exist`);
  }
}

import type { Course } from '../../course';
import type { Site } from '../../site';
import type { Tool } from '../../tools';
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
): Tool {
  const holder = site.tokens.holder(request.authorization, site.now());
  const mayCall = scopes.some((scope) => holder?.scopes.includes(scope));
  const tool = site.tools.get(holder?.clientId);
  const isOurs = deploymentId === null || deploymentId === tool?.deploymentId;
  if (!tool || !mayCall || !isOurs) throw new Refusal(401);
  return tool;
}

/** @throws Refusal 404 */
export function checkCourse(site: Site, courseId: string | undefined): Course {
  const course = site.courses.course(courseId);
  if (course) return course;
  throw new Refusal(404, `Not Found: Course ${courseId ?? ''} doesn't exist`);
}

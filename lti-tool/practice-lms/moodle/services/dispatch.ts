import { STATUS_CODES } from 'node:http';
import { Refusal } from '../../services/service';
import type { Answer, ServiceRequest } from '../../services/service';
import type { Site } from '../../site';
import { lineItem } from './line-item';
import { lineItems } from './line-items';
import { memberships } from './memberships';
import type { MoodleResource } from './resource';
import { results } from './results';
import { scores } from './scores';

const RESOURCES: readonly MoodleResource[] = [lineItems, lineItem, results, scores, memberships];

/** The resource that a path belongs to, whatever the media types. */
export function resourceAt(path: string): MoodleResource | undefined {
  return RESOURCES.find((resource) => resource.path.test(path));
}

/** Answers a call as Moodle's services.php does: handler by media type, then method, then itself. */
export function answerService(site: Site, request: ServiceRequest): Answer {
  const resource = resourceAt(request.path);
  const accept = request.method === 'GET' ? (request.accept ?? '') : '';
  const contentType = request.method === 'GET' ? '' : request.contentType;
  try {
    if (!resource || !handles(resource, request, accept)) {
      throw new Refusal(400, `No handler found for ${request.path} ${accept} ${contentType}`);
    }
    if (!resource.methods.includes(request.method)) throw new Refusal(405);
    return resource.answer(site, request, resource.path.exec(request.path)?.groups ?? {});
  } catch (error) {
    if (error instanceof Refusal) return refusal(request, error);
    throw error;
  }
}

function handles(resource: MoodleResource, request: ServiceRequest, accept: string): boolean {
  if (request.method === 'GET') {
    return accept === '' || accept.includes('*/*') || resource.formats.includes(accept);
  }
  return request.method === 'DELETE' || resource.formats.includes(request.contentType);
}

function refusal(request: ServiceRequest, { status, message }: Refusal): Answer {
  const reason = message || (STATUS_CODES[status] ?? 'Error');
  const body = {
    status,
    reason,
    request: {
      method: request.method,
      url: request.url,
      ...(request.accept !== undefined && { accept: request.accept }),
      contentType: request.method === 'GET' ? '' : request.contentType,
    },
  };
  return {
    status,
    reason,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body, null, 4),
  };
}

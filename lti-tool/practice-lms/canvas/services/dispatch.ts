import { Refusal } from '../../services/service';
import type { Answer, Resource, ServiceRequest } from '../../services/service';
import type { Site } from '../../site';
import { lineItem } from './line-item';
import { lineItems } from './line-items';
import { memberships } from './memberships';
import { result, results } from './results';
import { scores } from './scores';

const RESOURCES: readonly Resource[] = [lineItems, lineItem, scores, results, result, memberships];

/** Rails' names of the statuses that are told. */
const TYPES: Readonly<Record<number, string>> = {
  400: 'bad_request',
  401: 'unauthorized',
  412: 'precondition_failed',
  422: 'unprocessable_entity',
};

/** The quota stays whole as long as calls come one after the other. */
const QUOTA = { 'X-Request-Cost': '0.1', 'X-Rate-Limit-Remaining': '600.0' };

export function resourceAt(path: string): Resource | undefined {
  return RESOURCES.find((resource) => resource.path.test(path));
}

/** Answers a call by its path and method; media types decide nothing. */
export function answerService(site: Site, request: ServiceRequest): Answer {
  const answer = answerOrRefusal(site, request);
  return { ...answer, headers: { ...answer.headers, ...QUOTA } };
}

function answerOrRefusal(site: Site, request: ServiceRequest): Answer {
  const resource = resourceAt(request.path);
  try {
    if (!resource?.methods.includes(request.method)) throw new Refusal(404);
    return resource.answer(site, request, resource.path.exec(request.path)?.groups ?? {});
  } catch (error) {
    if (error instanceof Refusal) return refusal(error);
    throw error;
  }
}

function refusal({ status, message }: Refusal): Answer {
  const errors =
    status === 404
      ? [{ message: 'The specified resource does not exist.' }]
      : { type: TYPES[status] ?? 'error', message };
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ errors }),
  };
}

import type { Course } from '../course';
import type { Service } from '../faults';
import type { Site } from '../site';
import type { Tool } from '../tools';

/** A call of a service, read from its HTTP request. */
export interface ServiceRequest {
  readonly method: string;
  /** Path and query as sent, for the body of an error. */
  readonly url: string;
  /** Below the platform's path of services. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Accept header as sent. */
  readonly accept: string | undefined;
  /** Media type of the body without parameters; empty when none was sent. */
  readonly contentType: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** An answer as plain data. */
export interface Answer {
  readonly status: number;
  readonly reason?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A refusal; the platform's dispatcher makes its answer of it. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, reason = '') {
    super(reason);
    this.name = 'Refusal';
    this.status = status;
  }
}

/** What a call that is allowed is about. */
export interface Access {
  /** Who calls. */
  readonly tool: Tool;
  readonly course: Course;
}

/** One resource of a service, found by its path. */
export interface Resource {
  readonly name: Service;
  /** With the named groups that `answer` reads. */
  readonly path: RegExp;
  readonly methods: readonly string[];
  /** @throws Refusal */
  answer(site: Site, request: ServiceRequest, params: Readonly<Record<string, string>>): Answer;
}

/** A 200 with a body of one media type. */
export function ok(mediaType: string, body: string, headers: Record<string, string> = {}): Answer {
  return {
    status: 200,
    headers: { 'Content-Type': `${mediaType}; charset=utf-8`, ...headers },
    body,
  };
}

/** A whole number of a query parameter, 0 when it is absent or none. */
export function wholeNumber(text: string | null): number {
  return Math.max(0, Math.trunc(Number(text ?? 0)) || 0);
}

/** @returns undefined when the text is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

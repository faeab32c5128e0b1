import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';

/** One request that the tool made of a platform, and its answer's status. */
export interface ServiceCall {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly accept: string | undefined;
  readonly authorization: string | undefined;
  readonly status: number | undefined;
}

const FINISHED = 'http.client.response.finish';

/**
 * Watches what this process asks by node:http, as the tool's service clients do; test clients fetch.
 * @returns the calls that were answered so far, and how to stop watching.
 */
export function watchServiceCalls(): { readonly calls: ServiceCall[]; readonly stop: () => void } {
  const calls: ServiceCall[] = [];
  const note = (message: unknown): void => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
    const header = (name: string): string | undefined => request.getHeader(name)?.toString();
    calls.push({
      method: request.method,
      path: request.path,
      accept: header('accept'),
      authorization: header('authorization'),
      status: response.statusCode,
    });
  };
  subscribe(FINISHED, note);
  return {
    calls,
    stop() {
      unsubscribe(FINISHED, note);
    },
  };
}

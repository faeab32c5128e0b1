import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

import type { Request, RequestHandler, Response } from 'express';

export interface LtijsRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: Readonly<Record<string, string>>;
  readonly signedCookies?: Readonly<Record<string, string>>;
}

export interface LtijsAnswer {
  readonly status: number;
  readonly location: string;
  readonly body: string;
}

/** Never connected; nothing is read from it or written to it. */
const NO_CONNECTION = new Socket();

/**
 * Hands one request to ltijs's Express 4 app and returns its answer. The request is made here from
 * values that the guard let through, so ltijs sees no header, query, cookie or body of the browser,
 * and cannot set a header, a cookie or `res.locals` of our answer.
 * @throws what ltijs passed on as an error.
 */
export function exchange(app: RequestHandler, input: LtijsRequest): Promise<LtijsAnswer> {
  return new Promise((resolve, reject) => {
    const request = new IncomingMessage(NO_CONNECTION);
    Object.assign(request, {
      method: input.method,
      url: input.path,
      // Present, so that ltijs's own parsers leave them alone.
      body: { ...input.body },
      query: {},
      cookies: {},
      signedCookies: { ...input.signedCookies },
      secret: 'signs cookies that are thrown away',
    });
    const response = new ServerResponse(request);
    response.end = ((body?: unknown) => {
      resolve({
        status: response.statusCode,
        location: String(response.getHeader('location') ?? ''),
        body: Buffer.isBuffer(body) || typeof body === 'string' ? body.toString() : '',
      });
      return response;
    }) as ServerResponse['end'];
    void app(request as Request, response as unknown as Response, (error: unknown) => {
      reject(error instanceof Error ? error : new Error('ltijs did not answer'));
    });
  });
}

import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';

import { isLoopbackHost, mayBeCalled, type PrivatePlatforms } from './addresses';

export interface PlatformRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Absolute. https, or http too where private platforms are allowed. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Takes the body of a 2xx answer piece by piece; `text` of the answer is then empty. */
  readonly onPiece?: (piece: Buffer) => void;
  /** Milliseconds for this exchange, where it needs other limits than the usual ones. */
  readonly timeoutMs?: number;
  /** The largest body, in bytes. */
  readonly maxBytes?: number;
}

export interface PlatformAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/**
 * One HTTP exchange with a platform. Every status is an answer, a redirect too: it is not followed.
 * @throws PlatformHttpError when there is no answer.
 */
export type PlatformHttp = (request: PlatformRequest) => Promise<PlatformAnswer>;

/**
 * No answer could be had. `refused`: this tool does not call that address, so calling again is of
 * no use. The message holds no path, query, token or body.
 */
export class PlatformHttpError extends Error {
  readonly kind: 'refused' | 'timeout' | 'network' | 'too-large';

  constructor(kind: PlatformHttpError['kind'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'PlatformHttpError';
    this.kind = kind;
  }
}

export interface PlatformHttpOptions {
  /** Lets http and private addresses through: for intranets and for trying the tool. */
  readonly allowPrivatePlatforms: PrivatePlatforms;
  /** Milliseconds from the name look-up to the answer's last byte; 10,000 unless told. */
  readonly timeoutMs?: number;
  /** The largest body that is read, in bytes; 1 MiB unless told. */
  readonly maxBytes?: number;
  /** All addresses of a host name; the system's resolver unless told. */
  readonly resolve?: (hostname: string) => Promise<readonly LookupAddress[]>;
}

/**
 * The one way out to platforms: time limit, size limit, no redirects, no private addresses. The
 * addresses are checked where the socket takes them, so a name cannot change between the check and
 * the connection (DNS rebinding). Every call opens its own connection, for the same reason.
 */
export function createPlatformHttp(options: PlatformHttpOptions): PlatformHttp {
  const { allowPrivatePlatforms } = options;
  const resolve = options.resolve ?? ((hostname: string) => lookup(hostname, { all: true }));
  const lookupPublic = checkedLookup(resolve, allowPrivatePlatforms);

  return async ({ method, url, headers, body, onPiece, ...limits }) => {
    const target = allowedUrl(url, allowPrivatePlatforms);
    const maxBytes = limits.maxBytes ?? options.maxBytes ?? 1_048_576;
    const signal = AbortSignal.timeout(limits.timeoutMs ?? options.timeoutMs ?? 10_000);
    const send = target.protocol === 'https:' ? https.request : http.request;
    try {
      return await new Promise<PlatformAnswer>((answer, fail) => {
        const request = send(
          target,
          { method, headers: headersOf(headers, body), agent: false, lookup: lookupPublic, signal },
          (response) => {
            const status = response.statusCode ?? 0;
            const isTaken = onPiece && status >= 200 && status < 300;
            readText(response, maxBytes, isTaken ? onPiece : undefined).then(
              (text) => {
                answer({ status, headers: response.headers, text });
              },
              (cause: unknown) => {
                request.destroy();
                fail(cause instanceof Error ? cause : new Error(String(cause)));
              },
            );
          },
        );
        request.on('error', fail);
        request.end(body);
      });
    } catch (cause) {
      if (cause instanceof PlatformHttpError) throw cause;
      if (signal.aborted) {
        throw new PlatformHttpError('timeout', `${target.host} did not answer in time`, cause);
      }
      throw new PlatformHttpError('network', `${target.host} could not be reached`, cause);
    }
  };
}

function allowedUrl(url: string, allowPrivatePlatforms: PrivatePlatforms): URL {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (!target) throw new PlatformHttpError('refused', 'The address is not a URL');
  // The socket asks no look-up for an address that is already a number.
  const literal = target.hostname.replace(/^\[|\]$/g, '');
  const mayBeHttp =
    allowPrivatePlatforms === true ||
    (allowPrivatePlatforms === 'loopback' && isLoopbackHost(literal));
  const schemes = mayBeHttp ? ['https:', 'http:'] : ['https:'];
  if (!schemes.includes(target.protocol)) {
    throw new PlatformHttpError('refused', `${target.host} is not called over ${target.protocol}`);
  }
  if (target.username !== '' || target.password !== '') {
    throw new PlatformHttpError('refused', `The address at ${target.host} holds a password`);
  }
  if (isIP(literal) !== 0 && !mayBeCalled(literal, literal, allowPrivatePlatforms)) {
    throw new PlatformHttpError('refused', `${target.host} is a private address`);
  }
  return target;
}

function checkedLookup(
  resolve: NonNullable<PlatformHttpOptions['resolve']>,
  allowPrivatePlatforms: PrivatePlatforms,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        const isAllowed = addresses.every(({ address }) =>
          mayBeCalled(hostname, address, allowPrivatePlatforms),
        );
        if (!first) callback(new Error(`${hostname} has no address`), '', 0);
        else if (!isAllowed) {
          const message = `${hostname} leads to a private address`;
          callback(new PlatformHttpError('refused', message), '', 0);
        } else if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (cause: unknown) => {
        callback(new Error(`${hostname} was not found`, { cause }), '', 0);
      },
    );
  };
}

function headersOf(
  headers: PlatformRequest['headers'],
  body: string | undefined,
): Record<string, string> {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return { ...headers, ...length };
}

async function readText(
  response: http.IncomingMessage,
  maxBytes: number,
  onPiece: PlatformRequest['onPiece'],
): Promise<string> {
  const kept: Buffer[] = [];
  const take = onPiece ?? ((piece: Buffer) => kept.push(piece));
  let size = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > maxBytes) {
      throw new PlatformHttpError('too-large', `The answer is longer than ${maxBytes} bytes`);
    }
    take(piece);
  }
  return Buffer.concat(kept).toString('utf8');
}

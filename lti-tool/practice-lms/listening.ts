import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Listening {
  /** 0: any free one. */
  readonly port: number;
  /** Address to listen on; localhost unless given. */
  readonly host?: string;
  /** PEM. Present: https. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /**
   * What browsers and tools call it, by the port it listens on, where that is another name than
   * `host`: for example `(port) => 'https://lms.example:' + port`.
   */
  readonly origin?: (port: number) => string;
}

/** A server that listens. */
export interface Listener {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** @throws when it cannot listen there. */
export async function listen(app: RequestListener, options: Listening): Promise<Listener> {
  const { tls, host = 'localhost' } = options;
  const server = tls ? createTlsServer(tls, app) : createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: options.origin?.(port) ?? `${tls ? 'https' : 'http'}://${host}:${port}`,
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => {
          if (error) reject(error);
          else resolve();
        });
        server.closeAllConnections();
      }),
  };
}

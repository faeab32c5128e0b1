/** What came back, after every redirect. */
export interface Page {
  /** The address in the end. */
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

export type Fields =
  Readonly<Record<string, string>> | readonly (readonly [name: string, value: string])[];

/** Fields as pairs; a name can come twice. */
export function pairsOf(fields: Fields): readonly (readonly [name: string, value: string])[] {
  return Symbol.iterator in fields ? fields : Object.entries(fields);
}

const MOST_REDIRECTS = 10;

/**
 * A browser without scripts: keeps cookies by host, as browsers do (ports share them), follows
 * redirects and tells where a form came from (Origin, Sec-Fetch-Site). Secure cookies also work
 * over http, as browsers allow on localhost.
 */
export class Browser {
  readonly #cookies = new Map<string, Cookie[]>();

  get(url: string): Promise<Page> {
    return this.#open(url, { method: 'GET' }, undefined);
  }

  /** @param from the page that holds the form; its own origin unless given. */
  post(url: string, fields: Fields, from: string = url): Promise<Page> {
    const body = new URLSearchParams(
      pairsOf(fields).map(([name, value]): [string, string] => [name, value]),
    );
    return this.#open(url, { method: 'POST', body }, new URL(from).origin);
  }

  /** Where an address redirects to, without going there. @throws when it does not redirect. */
  async redirectOf(url: string): Promise<string> {
    const address = new URL(url);
    const response = await fetch(address, {
      redirect: 'manual',
      headers: this.#headers(address, { method: 'GET' }, undefined),
    });
    this.#keep(address, response.headers.getSetCookie());
    const location = response.headers.get('location');
    if (location === null) throw new Error(`${url} answered ${response.status}, no redirect`);
    return new URL(location, address).href;
  }

  /** The value of a cookie that this browser would send to an address. */
  cookie(url: string, name: string): string | undefined {
    return this.#cookiesFor(new URL(url)).find((cookie) => cookie.name === name)?.value;
  }

  async #open(url: string, init: RequestInit, origin: string | undefined): Promise<Page> {
    let address = new URL(url);
    let request = init;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const response = await fetch(address, {
        ...request,
        redirect: 'manual',
        headers: this.#headers(address, request, origin),
      });
      this.#keep(address, response.headers.getSetCookie());
      const location = response.headers.get('location');
      if (response.status < 300 || response.status > 399 || location === null) {
        const html = await response.text();
        return { url: address.href, status: response.status, headers: response.headers, html };
      }
      await response.body?.cancel();
      const keepsMethod = response.status === 307 || response.status === 308;
      request = keepsMethod ? request : { method: 'GET' };
      address = new URL(location, address);
    }
    throw new Error(`More than ${MOST_REDIRECTS} redirects, the last to ${address.href}`);
  }

  #headers(address: URL, request: RequestInit, origin: string | undefined): Headers {
    const headers = new Headers({ Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    const cookies = this.#cookiesFor(address).map(({ name, value }) => `${name}=${value}`);
    if (cookies.length > 0) headers.set('Cookie', cookies.join('; '));
    if (origin !== undefined) {
      headers.set('Sec-Fetch-Site', origin === address.origin ? 'same-origin' : 'cross-site');
      if (request.method === 'POST') headers.set('Origin', origin);
    }
    return headers;
  }

  #cookiesFor({ hostname, pathname }: URL): readonly Cookie[] {
    return (this.#cookies.get(hostname) ?? []).filter(
      ({ path }) =>
        pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`),
    );
  }

  #keep({ hostname, pathname }: URL, lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(pair.indexOf('=') + 1);
      const attribute = (wanted: string): string | undefined =>
        attributes
          .find((text) => text.toLowerCase().startsWith(`${wanted}=`))
          ?.slice(wanted.length + 1);
      const path = attribute('path') ?? (pathname.replace(/\/[^/]*$/, '') || '/');
      const expires = Date.parse(attribute('expires') ?? '');
      const isGone = expires <= 0 || value === '' || Number(attribute('max-age') ?? 1) <= 0;
      const others = (this.#cookies.get(hostname) ?? []).filter(
        (cookie) => cookie.name !== name || cookie.path !== path,
      );
      this.#cookies.set(hostname, isGone ? others : [...others, { name, value, path }]);
    }
  }
}

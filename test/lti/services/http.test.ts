import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createPlatformHttp } from '../../../lti-tool/lti/services/http';

describe('createPlatformHttp', () => {
  let server: Server;
  let origin: string;
  let handler: RequestListener;

  beforeAll(async () => {
    server = createServer((request, response) => {
      handler(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const loopback = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);

  it('sends method, headers and body, and returns status, headers and text', async () => {
    const bodies: Buffer[] = [];
    handler = (request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(chunk));
      request.on('end', () => {
        response.writeHead(201, { 'X-Seen': `${request.method ?? ''} ${request.url ?? ''}` });
        response.end('déjà vu');
      });
    };
    const request = createPlatformHttp({ allowPrivatePlatforms: true });

    const answer = await request({
      method: 'POST',
      url: `${origin}/scores?type_id=1`,
      headers: { 'Content-Type': 'application/vnd.ims.lis.v1.score+json' },
      body: '{"a":"é"}',
    });

    expect(answer.status).toBe(201);
    expect(answer.headers['x-seen']).toBe('POST /scores?type_id=1');
    expect(answer.text).toBe('déjà vu');
    expect(Buffer.concat(bodies).toString()).toBe('{"a":"é"}');
  });

  it('does not follow redirects', async () => {
    let calls = 0;
    handler = (_request, response) => {
      calls += 1;
      response.writeHead(302, { Location: `${origin}/elsewhere` }).end();
    };
    const request = createPlatformHttp({ allowPrivatePlatforms: true });

    await expect(request({ method: 'GET', url: origin })).resolves.toMatchObject({ status: 302 });
    expect(calls).toBe(1);
  });

  it('gives up on an answer whose head does not come in time', async () => {
    handler = () => undefined;
    const request = createPlatformHttp({ allowPrivatePlatforms: true, timeoutMs: 60 });
    await expect(request({ method: 'GET', url: origin })).rejects.toMatchObject({
      kind: 'timeout',
    });
  });

  it('gives up on an answer whose body does not end in time', async () => {
    handler = (_request, response) => {
      response.writeHead(200);
      response.write('a little');
    };
    const request = createPlatformHttp({ allowPrivatePlatforms: true, timeoutMs: 60 });
    await expect(request({ method: 'GET', url: origin })).rejects.toMatchObject({
      kind: 'timeout',
    });
  });

  it('stops reading an answer that is too large', async () => {
    handler = (_request, response) => {
      response.end('x'.repeat(2_000));
    };
    const request = createPlatformHttp({ allowPrivatePlatforms: true, maxBytes: 1_999 });
    await expect(request({ method: 'GET', url: origin })).rejects.toMatchObject({
      kind: 'too-large',
    });
  });

  it('calls a torn connection a network fault', async () => {
    handler = (request) => {
      request.socket.destroy();
    };
    const request = createPlatformHttp({ allowPrivatePlatforms: true });
    await expect(request({ method: 'GET', url: origin })).rejects.toMatchObject({
      kind: 'network',
    });
  });

  it('calls an answer that is no HTTP a network fault', async () => {
    handler = (request) => {
      request.socket.end('HTTP/1.1 9x9 what\r\n\r\n');
    };
    const request = createPlatformHttp({ allowPrivatePlatforms: true });
    await expect(request({ method: 'GET', url: origin })).rejects.toMatchObject({
      kind: 'network',
    });
  });

  it.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://10.1.2.3/',
    'https://172.31.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:8.8.8.8]/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[2002:7f00:1::]/',
    'https://[64:ff9b::7f00:1]/',
    'http://platform.example/',
    'ftp://platform.example/',
    'https://name:secret@platform.example/',
    'not a url',
  ])('refuses %s', async (url) => {
    const request = createPlatformHttp({
      allowPrivatePlatforms: false,
      resolve: () => Promise.reject(new Error('must not be asked')),
    });
    await expect(request({ method: 'GET', url })).rejects.toMatchObject({ kind: 'refused' });
  });

  it('refuses a name when any of its addresses is private', async () => {
    const request = createPlatformHttp({
      allowPrivatePlatforms: false,
      resolve: () =>
        Promise.resolve([
          { address: '2606:4700::1111', family: 6 },
          { address: '10.0.0.7', family: 4 },
        ]),
    });
    await expect(
      request({ method: 'GET', url: 'https://platform.example/' }),
    ).rejects.toMatchObject({ kind: 'refused' });
  });

  it('connects to the addresses it checked and asks for them only once', async () => {
    handler = (incoming, response) => {
      response.end(incoming.headers.host);
    };
    let asked = 0;
    const request = createPlatformHttp({
      allowPrivatePlatforms: true,
      resolve: () => {
        asked += 1;
        return loopback();
      },
    });
    const { port } = new URL(origin);

    const answer = await request({ method: 'GET', url: `http://platform.example:${port}/` });

    expect(answer.text).toBe(`platform.example:${port}`);
    expect(asked).toBe(1);
  });

  it('keeps path and query out of its messages', async () => {
    const request = createPlatformHttp({ allowPrivatePlatforms: false, resolve: loopback });
    const failure = request({ method: 'GET', url: 'https://platform.example/private?token=abc' });
    await expect(failure).rejects.toThrow('platform.example leads to a private address');
    await expect(failure).rejects.not.toThrow(/token|private\?/);
  });
});

import { request } from 'node:https';
import { listen } from '../../lti-tool/practice-lms/listening';
import { certificate } from '../support/two-sites';

it('is on another host name over https, given a certificate', async () => {
  const { key, cert } = certificate(['lms.example']);
  const tls = { key, cert };
  const listener = await listen((req, res) => res.end(`hello ${req.headers.host ?? ''}`), {
    port: 0,
    tls,
    origin: (port) => `https://lms.example:${port}`,
  });
  try {
    const { port, host, protocol, hostname } = new URL(listener.origin);
    expect(`${protocol}//${hostname}`).toBe('https://lms.example');
    const body = await new Promise((resolve, reject) => {
      const options = { port, ca: tls.cert, servername: hostname, headers: { Host: host } };
      request({ host: 'localhost', ...options }, (res) => {
        res.once('data', (chunk: Buffer) => {
          resolve(chunk.toString());
        });
      })
        .once('error', reject)
        .end();
    });
    expect(body).toBe(`hello ${host}`);
  } finally {
    await listener.close();
  }
});

it('says when the port is taken', async () => {
  const first = await listen((_req, res) => res.end(), { port: 0 });
  const port = Number(new URL(first.origin).port);
  await expect(listen((_req, res) => res.end(), { port })).rejects.toThrow('EADDRINUSE');
  await first.close();
});

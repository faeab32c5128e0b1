import { request } from 'node:https';
import forge from 'node-forge';
import { listen } from '../../lti-tool/practice-lms/listening';

/** A certificate that vouches for itself, for one name and one day. */
function certificateFor(name: string): { key: string; cert: string } {
  const { privateKey, publicKey } = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  certificate.validity.notAfter = new Date(Date.now() + 86_400_000);
  certificate.setSubject([{ name: 'commonName', value: name }]);
  certificate.setIssuer([{ name: 'commonName', value: name }]);
  certificate.setExtensions([{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }]);
  certificate.sign(privateKey, forge.md.sha256.create());
  return {
    key: forge.pki.privateKeyToPem(privateKey),
    cert: forge.pki.certificateToPem(certificate),
  };
}

it('is on another host name over https, given a certificate', async () => {
  const tls = certificateFor('lms.example');
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

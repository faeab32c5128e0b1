import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pki } from 'node-forge';
import { composeTool, type Tool } from '../../lti-tool/compose';
import { loadConfig } from '../../lti-tool/config';
import { createLogger } from '../../lti-tool/logger';
import { startTestPlatform } from '../lti/support/test-platform';
import { tinyPlatform } from './tiny-platform';

/** The tool and a platform, over https, on two different sites that both lead to this machine. */
export interface TwoSites {
  readonly toolUrl: string;
  readonly lmsUrl: string;
  readonly tool: Tool;
  /** SHA-256 (base64) of the public key of both sites: browsers are to trust it. */
  readonly trustedKey: string;
  /** Everything logged so far, a JSON line each. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

/**
 * @param now the clock of both.
 * @param fetchMetadata false: browsers seem not to say what a request is for (Safari before 16.4).
 */
export async function startTwoSites(
  now: () => Date = () => new Date(),
  { fetchMetadata = true } = {},
): Promise<TwoSites> {
  const folder = mkdtempSync(path.join(tmpdir(), 'two-sites-'));
  const { trustedKey, ...tls } = certificate(['tool.localhost', 'lms.localhost']);
  const [toolServer, lmsServer] = [createServer(tls), createServer(tls)];
  const toolUrl = `https://tool.localhost:${await listen(toolServer)}`;
  const lmsUrl = `https://lms.localhost:${await listen(lmsServer)}`;
  const log: string[] = [];
  const tool = await composeTool(loadConfig({ DATA_DIR: folder, BASE_URL: toolUrl }), {
    logger: createLogger('info', { write: (line: string) => log.push(line) }),
    now,
  });
  toolServer.on('request', (req, res) => {
    if (!fetchMetadata) delete req.headers['sec-fetch-dest'];
    tool.app(req, res);
  });
  const signer = await startTestPlatform();
  lmsServer.on('request', tinyPlatform({ url: lmsUrl, toolUrl, signer, now }));
  const addition = await tool.registrations.add({
    issuer: lmsUrl,
    clientId: 'client-1',
    authUrl: `${lmsUrl}/auth`,
    tokenUrl: `${lmsUrl}/token`,
    jwksUrl: signer.jwksUrl,
    deployments: ['deployment-1'],
  });
  if ('problems' in addition) throw new Error(JSON.stringify(addition.problems));
  return {
    toolUrl,
    lmsUrl,
    tool,
    trustedKey,
    log,
    async close() {
      await Promise.all([shut(toolServer), shut(lmsServer), signer.close()]);
      await tool.dispatcher.stop();
      await tool.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function shut(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** Signed by itself. */
export function certificate(names: readonly string[]): {
  key: string;
  cert: string;
  trustedKey: string;
} {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const key = pki.privateKeyFromPem(pem);
  const cert = pki.createCertificate();
  cert.publicKey = pki.setRsaPublicKey(key.n, key.e);
  cert.serialNumber = '01';
  cert.validity.notBefore = new Date(Date.now() - 86_400_000);
  cert.validity.notAfter = new Date(Date.now() + 86_400_000);
  const subject = [{ name: 'commonName', value: names[0] ?? '' }];
  cert.setSubject(subject);
  cert.setIssuer(subject);
  cert.setExtensions([
    { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
  ]);
  cert.sign(key);
  const trustedKey = createHash('sha256').update(spki).digest('base64');
  return { key: pem, cert: pki.certificateToPem(cert), trustedKey };
}

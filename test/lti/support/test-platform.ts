import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { sign } from 'jsonwebtoken';

export const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim/';
export const LEARNER = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';

export type Claims = Readonly<Record<string, unknown>>;

/** How the platform's key set address behaves. */
type KeySetMode = 'answers' | 'hangs' | 'fails';

/** A platform that signs what a test asks for, with its key set on a server of its own. */
export interface TestPlatform {
  readonly issuer: string;
  readonly jwksUrl: string;
  /** How often the key set was fetched. */
  fetches(): number;
  setMode(mode: KeySetMode): void;
  /** From now on signs with a new key, and publishes only that. */
  rotate(kid: string): void;
  publicKeyPem(): string;
  /** Claims that are undefined are left out; `null` for no key id. */
  signIdToken(claims: Claims, keyId?: string | null): string;
  close(): Promise<void>;
}

/** Two keys are enough for every test of a file: making them is slow. */
const pairs = [0, 1].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));

export function foreignKey(): KeyObject {
  return pairs[1]?.privateKey as KeyObject;
}

export async function startTestPlatform(): Promise<TestPlatform> {
  let [pair] = pairs;
  let kid = 'key-1';
  let mode: KeySetMode = 'answers';
  let fetches = 0;
  const server = createServer((_request, response) => {
    fetches += 1;
    if (mode === 'hangs') return;
    if (mode === 'fails') {
      response.writeHead(503).end();
      return;
    }
    const jwk = { ...publicKey().export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const privateKey = () => pair?.privateKey as KeyObject;
  const publicKey = () => createPublicKey(privateKey());
  return {
    issuer: 'https://platform.example',
    jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`,
    fetches: () => fetches,
    setMode: (next) => {
      mode = next;
    },
    rotate: (next) => {
      kid = next;
      pair = pairs[1];
    },
    publicKeyPem: () => publicKey().export({ type: 'spki', format: 'pem' }).toString(),
    signIdToken: (claims, keyId = kid) =>
      // A text: of an object the library would refuse claims of the wrong kind.
      sign(JSON.stringify(claims), privateKey(), {
        algorithm: 'RS256',
        header: { alg: 'RS256', typ: 'JWT' },
        ...(keyId !== null && { keyid: keyId }),
      }),
    close: () => closed(server),
  };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

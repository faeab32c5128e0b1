import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import jwt from 'jsonwebtoken';
import type { FeatureApp } from '../../support/feature-app';
import { openWorld, type World } from '../../support/world';
import { openApp, ORIGIN } from './open-app';

jest.setTimeout(60_000);

const FIVE_MINUTES = 5 * 60 * 1000;

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

function issue(enrolmentId: string, statusIndex: number) {
  const at = world.now();
  return world.repositories.certificates.issue({
    line: {
      enrolmentId,
      code: `CODE${statusIndex}`,
      statusIndex,
      name: 'Ann',
      nameShown: false,
      trainingTitle: 'Training',
      edition: 'Asia',
      issuer: '',
      specimen: true,
      requirementsMet: [],
      completedAt: at,
      issuedAt: at,
      sha256: `${statusIndex}`,
    },
    file: { pdf: 'JVBERg==', credential: `credential.of.${enrolmentId}` },
  });
}

/** Where a list has bits. */
async function bitsOf(app: FeatureApp, list: number): Promise<number[]> {
  const answer = await app.get(`/credentials/status/${list}`).buffer().expect(200);
  expect(answer.headers['content-type']).toMatch(/^application\/vc\+jwt/);
  const token = answer.text;
  const decoded = jwt.decode(token, { complete: true });
  const kid = decoded?.header.kid ?? '';
  const key = await app.get(new URL(kid).pathname).expect(200);
  const publicKey = createPublicKey({ key: key.body as JsonWebKey, format: 'jwk' });
  const claims = jwt.verify(token, publicKey, { algorithms: ['RS256'] }) as unknown as {
    id: string;
    credentialSubject: { encodedList: string };
  };
  expect(claims.id).toBe(`${ORIGIN}/credentials/status/${list}`);
  const bytes = gunzipSync(Buffer.from(claims.credentialSubject.encodedList.slice(1), 'base64url'));
  return Array.from({ length: bytes.length * 8 }, (_, position) => position).filter(
    (position) => ((bytes[position >> 3] ?? 0) & (0x80 >> (position & 7))) !== 0,
  );
}

test('issuer and achievement stand at their own addresses, for any site', async () => {
  const app = openApp(world).app;
  for (const [address, type] of [
    ['/credentials/issuer', 'Profile'],
    ['/credentials/achievements/asia', 'Achievement'],
  ] as const) {
    const answer = await app.get(address).expect(200);
    expect(answer.headers['content-type']).toMatch(/^application\/ld\+json/);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    const body = answer.body as Record<string, unknown>;
    expect(body).toMatchObject({ id: `${ORIGIN}${address}`, type: [type] });
    expect(body['@context']).toHaveLength(2);
  }
  await app.get('/credentials/achievements/other').expect(404);
});

test('no private part of a key is ever published', async () => {
  const app = openApp(world).app;
  expect((await app.get('/credentials/keys').expect(200)).body).toEqual({ keys: [] });
  await app.get('/credentials/status/1').expect(200);
  const { body } = (await app.get('/credentials/keys').expect(200)) as {
    body: { keys: object[] };
  };
  expect(body.keys.map((key) => Object.keys(key).sort())).toEqual([
    ['alg', 'e', 'kid', 'kty', 'n', 'use'],
  ]);
  await app.get('/credentials/keys/other').expect(404);
});

test('a status list has the bits of certificates that were withdrawn or replaced', async () => {
  const app = openApp(world).app;
  const withdrawn = await issue('a', 5);
  await issue('b', 6);
  const inSecond = await issue('c', 131_072 + 9);
  expect(await bitsOf(app, 1)).toEqual([]);
  const change = { at: world.now(), by: 'facilitator', reason: 'asked for' };
  await world.repositories.certificates.withdraw(withdrawn.id, change);
  await world.repositories.certificates.withdraw(inSecond.id, change);
  world.pass(FIVE_MINUTES);
  expect(await bitsOf(app, 1)).toEqual([5]);
  expect(await bitsOf(app, 2)).toEqual([9]);
});

test.each(['0', '1001', '01', '-1', '1e3', 'x', '99999'])('there is no list %s', async (list) => {
  await openApp(world).app.get(`/credentials/status/${list}`).expect(404);
});

test('whoever has a certificate downloads its credential, and nobody else’s', async () => {
  const app = openApp(world).app;
  await app.get('/a/certificate/credential').expect(401);
  const enrolment = await world.enrol();
  app.visitAs(enrolment);
  await app.get('/a/certificate/credential').expect(404);
  await issue(enrolment.id, 5);
  const answer = await app.get('/a/certificate/credential').buffer().expect(200);
  expect(answer.headers['content-disposition']).toBe(
    'attachment; filename="credential-CODE-5.jwt"',
  );
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.text).toBe(`credential.of.${enrolment.id}`);
});

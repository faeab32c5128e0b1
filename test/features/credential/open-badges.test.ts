import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { credentialPayload } from '../../../lti-tool/certificate/credential/credential';
import {
  achievement,
  joseHeader,
  openBadgeCredential,
  profile,
  publicKey,
  statusListCredential,
} from '../../certificate/credential/open-badges-schema';
import { approved } from '../../certificate/sample';
import type { FeatureApp } from '../../support/feature-app';
import { openWorld, type World } from '../../support/world';
import { addresses, openApp } from './open-app';

/** Credentials as a verifier sees them that knows the specifications and a library, and not us. */

let world: World;
let app: FeatureApp;
let credential: string;
beforeAll(async () => {
  world = await openWorld();
  const opened = openApp(world);
  ({ app } = opened);
  const named = { ...approved, name: 'นลินี', latinName: 'Nalinee' };
  credential = await opened.keys.sign(credentialPayload(named, 94_567, addresses));
});
afterAll(() => world.close());

/** What stands at an address, as text. */
async function textAt(address: string): Promise<string> {
  return (await app.get(new URL(address).pathname).buffer().expect(200)).text;
}

async function jsonAt(address: string): Promise<Record<string, unknown>> {
  return JSON.parse(await textAt(address)) as Record<string, unknown>;
}

/** Verifies as chapter 8.2.4 says: the header, the key at `kid`, the signature, the dates. */
async function verified(token: string): Promise<unknown> {
  const { kid, alg } = joseHeader.parse(decodeProtectedHeader(token));
  const jwk = publicKey.parse(await jsonAt(kid));
  expect(jwk.kid).toBe(kid);
  const key = await importJWK(jwk, alg);
  const { payload } = await jwtVerify(token, key, {
    algorithms: [alg],
    issuer: addresses.issuer,
    currentDate: new Date(Math.max(world.now().getTime(), approved.issuedAt.getTime())),
  });
  return payload;
}

test('a credential is verified by its address of the key, and is as Open Badges 3.0 asks', async () => {
  const payload = openBadgeCredential.parse(await verified(credential));
  expect(payload.credentialSubject.identifier.map(({ identityHash }) => identityHash)).toEqual([
    'นลินี',
    'Nalinee',
  ]);
  const other = `${credential.slice(0, -4)}AAAA`;
  await expect(verified(other)).rejects.toThrow('signature verification failed');
});

test('issuer and achievement say at their addresses what they say in the credential', async () => {
  const payload = openBadgeCredential.parse(await verified(credential));
  const { '@context': issuerContext, ...issuer } = await jsonAt(payload.issuer.id);
  expect(profile.parse(issuer)).toEqual(payload.issuer);
  const said = payload.credentialSubject.achievement;
  const { '@context': context, ...stands } = await jsonAt(said.id);
  expect(achievement.parse(stands)).toEqual(said);
  for (const one of [issuerContext, context]) expect(one).toEqual(payload['@context']);
});

test('the status list is verified in the same way, and is the one that the entry names', async () => {
  const { credentialStatus } = openBadgeCredential.parse(await verified(credential));
  const list = statusListCredential.parse(
    await verified(await textAt(credentialStatus.statusListCredential)),
  );
  expect(list.id).toBe(credentialStatus.statusListCredential);
  expect(list.credentialSubject.statusPurpose).toBe(credentialStatus.statusPurpose);
});

test.each(['id', 'type', 'issuer', 'validFrom', 'credentialSubject', 'iss', 'jti', 'sub', 'nbf'])(
  'the description of the standard refuses a credential without %s, or with another',
  async (member) => {
    const payload = (await verified(credential)) as Record<string, unknown>;
    for (const value of [undefined, 'https://example.net/other', 1]) {
      expect(openBadgeCredential.safeParse({ ...payload, [member]: value }).success).toBe(false);
    }
  },
);

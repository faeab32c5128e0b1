import { generateKeyPairSync } from 'node:crypto';
import { verify, type JwtPayload } from 'jsonwebtoken';

import type { Registration } from '../../../lti-tool/domain/registration';
import { createAccessTokens } from '../../../lti-tool/lti/services/access-tokens';
import { createPlatformHttp } from '../../../lti-tool/lti/services/http';
import { AGS_SCOPE } from '../../../lti-tool/lti/port';
import { startRecordedPlatform, type Answer } from './recorded-platform';

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const T0 = Date.parse('2026-11-24T21:00:39Z');
const RECORDED_TOKEN = 'fdac4a848d0be5be187b6e026dfaaf24';

let platform: Awaited<ReturnType<typeof startRecordedPlatform>>;
let clock: number;

beforeAll(async () => {
  platform = await startRecordedPlatform();
});
afterAll(() => platform.close());
beforeEach(() => {
  clock = T0;
});

function createTokens(changes: Partial<Registration> = {}, known = true) {
  const registration: Registration = {
    id: 'r1',
    version: 1,
    issuer: platform.origin,
    clientId: 'client-1',
    name: 'Moodle',
    authUrl: platform.url('/mod/lti/auth.php'),
    tokenUrl: platform.url('/mod/lti/token.php'),
    jwksUrl: platform.url('/mod/lti/certs.php'),
    deployments: ['1'],
    active: true,
    createdAt: new Date(T0),
    ...changes,
  };
  let ids = 0;
  return createAccessTokens({
    http: createPlatformHttp({ allowPrivatePlatforms: true }),
    registrationOf: () => Promise.resolve(known ? registration : undefined),
    privateKeyOf: () => Promise.resolve({ kid: 'kid-1', pem: keys.privateKey }),
    now: () => new Date(clock),
    newId: () => `id-${(ids += 1)}`,
  });
}

const token = (value: string, rest: object = {}): Answer => ({
  status: 200,
  body: JSON.stringify({ access_token: value, token_type: 'Bearer', expires_in: 3600, ...rest }),
});

describe('the request', () => {
  it('is a client-credentials grant with an assertion signed by the registration key', async () => {
    platform.prepare('token-all-scopes');
    await createTokens().get('r1', [AGS_SCOPE.score, AGS_SCOPE.resultReadOnly]);

    const [request] = platform.seen;
    expect(request).toMatchObject({ method: 'POST', path: '/mod/lti/token.php' });
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    const form = new URLSearchParams(request?.body);
    expect(form.get('grant_type')).toBe('client_credentials');
    expect(form.get('client_assertion_type')).toBe(
      'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    );
    expect(form.get('scope')).toBe(`${AGS_SCOPE.score} ${AGS_SCOPE.resultReadOnly}`);
    const assertion = verify(form.get('client_assertion') ?? '', keys.publicKey, {
      algorithms: ['RS256'],
      complete: true,
      clockTimestamp: T0 / 1000,
    });
    expect(assertion.header.kid).toBe('kid-1');
    expect(assertion.payload).toEqual({
      iss: 'client-1',
      sub: 'client-1',
      aud: platform.url('/mod/lti/token.php'),
      iat: T0 / 1000,
      exp: T0 / 1000 + 300,
      jti: 'id-1',
    });
  });

  it('names the audience that the registration asks for, and a new jti each time', async () => {
    platform.prepare(token('one'), token('two'));
    const tokens = createTokens({ audience: 'https://api.example/oauth' });
    await tokens.get('r1', [AGS_SCOPE.score]);
    await tokens.get('r1', [AGS_SCOPE.lineItem]);
    const claims = platform.seen.map(({ body }) => {
      const assertion = new URLSearchParams(body).get('client_assertion') ?? '';
      return verify(assertion, keys.publicKey, { clockTimestamp: T0 / 1000 }) as JwtPayload;
    });
    expect(claims.map(({ aud }) => aud)).toEqual(Array(2).fill('https://api.example/oauth'));
    expect(new Set(claims.map(({ jti }) => jti)).size).toBe(2);
  });
});

describe('the cache', () => {
  it('reads a token served as HTML and keeps it until its last minute', async () => {
    platform.prepare('token-all-scopes', token('second'));
    const tokens = createTokens();
    expect(await tokens.get('r1', [AGS_SCOPE.score])).toBe(RECORDED_TOKEN);
    clock += (3600 - 61) * 1000;
    expect(await tokens.get('r1', [AGS_SCOPE.score])).toBe(RECORDED_TOKEN);
    clock += 1000;
    expect(await tokens.get('r1', [AGS_SCOPE.score])).toBe('second');
    expect(platform.seen).toHaveLength(2);
  });

  it('lets many callers share one request', async () => {
    platform.prepare('token-all-scopes');
    const tokens = createTokens();
    const got = await Promise.all(
      Array.from({ length: 10 }, () => tokens.get('r1', [AGS_SCOPE.score])),
    );
    expect(new Set(got)).toEqual(new Set([RECORDED_TOKEN]));
    expect(platform.seen).toHaveLength(1);
  });

  it('keeps tokens of other registrations and scopes apart', async () => {
    platform.prepare(token('a'), token('b'), token('c'));
    const tokens = createTokens();
    expect(await tokens.get('r1', [AGS_SCOPE.score])).toBe('a');
    expect(await tokens.get('r1', [AGS_SCOPE.lineItem])).toBe('b');
    expect(await tokens.get('r2', [AGS_SCOPE.score])).toBe('c');
  });

  it('does not keep a failure', async () => {
    platform.prepare({ status: 503 }, token('a'));
    const tokens = createTokens();
    await expect(tokens.get('r1', [AGS_SCOPE.score])).rejects.toMatchObject({ kind: 'retry' });
    expect(await tokens.get('r1', [AGS_SCOPE.score])).toBe('a');
  });

  it('forgets an invalidated token, but not the newer one in its place', async () => {
    platform.prepare(token('a'), token('b'));
    const tokens = createTokens();
    await tokens.get('r1', [AGS_SCOPE.score]);
    tokens.invalidate('r1', 'a');
    expect(await tokens.get('r1', [AGS_SCOPE.score])).toBe('b');
    tokens.invalidate('r1', 'a');
    expect(await tokens.get('r1', [AGS_SCOPE.score])).toBe('b');
    expect(platform.seen).toHaveLength(2);
  });
});

describe('what is granted', () => {
  it('refuses where Moodle dropped a scope without a word', async () => {
    platform.prepare('token-partial-grant-after-score-only-registration');
    await expect(
      createTokens().get('r1', [AGS_SCOPE.lineItem, AGS_SCOPE.score]),
    ).rejects.toMatchObject({
      kind: 'refused',
      reason: 'The platform has not granted this service to the tool.',
    });
  });

  it('takes a reply without scopes for all that were asked', async () => {
    platform.prepare(token('a'));
    expect(await createTokens().get('r1', [AGS_SCOPE.score])).toBe('a');
  });
});

describe('failures', () => {
  it.each<[string, Answer, string]>([
    ['a scope that is not permitted', 'token-error-scope-not-permitted', 'refused'],
    ['an unknown key, in a body that is not JSON', 'token-error-unknown-kid', 'retry'],
    ['a page instead of JSON', { status: 200, body: '<html>' }, 'retry'],
    ['a token with a line break', token('a\r\nb'), 'retry'],
    ['no token', { status: 200, body: '{}' }, 'retry'],
    ['a redirect', { status: 302, headers: { Location: '/login' } }, 'retry'],
  ])('%s', async (_what, answer, kind) => {
    platform.prepare(answer);
    await expect(createTokens().get('r1', [AGS_SCOPE.score])).rejects.toMatchObject({
      name: 'ServiceError',
      kind,
    });
  });

  it('says how long the platform asked to wait', async () => {
    platform.prepare({ status: 429, headers: { 'Retry-After': '120' } });
    await expect(createTokens().get('r1', [AGS_SCOPE.score])).rejects.toMatchObject({
      kind: 'retry',
      retryAfter: 120_000,
    });
  });

  it('waits for a platform that is switched off, and refuses one that is gone', async () => {
    platform.prepare();
    await expect(
      createTokens({ active: false }).get('r1', [AGS_SCOPE.score]),
    ).rejects.toMatchObject({ kind: 'retry' });
    await expect(createTokens({}, false).get('r1', [AGS_SCOPE.score])).rejects.toMatchObject({
      kind: 'refused',
    });
    expect(platform.seen).toHaveLength(0);
  });
});

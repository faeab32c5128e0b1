import { sign } from 'jsonwebtoken';
import request, { type Response } from 'supertest';

import {
  CLAIM,
  type Claims,
  foreignKey,
  startTestPlatform,
  type TestPlatform,
} from './support/test-platform';
import {
  BASE_URL,
  type BegunLogin,
  beginLogin,
  launchClaims,
  postLaunch,
  register,
  startTool,
  TARGET,
  type TestTool,
} from './support/tool';

const SECRET_TEXT = 'echo-me-4711';

/** The checks beyond the certification suite, by their numbers in the project's LTI reference. */
describe('hostile logins and launches', () => {
  let platform: TestPlatform;
  let tool: TestTool;
  let login: BegunLogin;
  const initiation = { iss: 'https://platform.example', client_id: 'client-1' };

  beforeEach(async () => {
    platform = await startTestPlatform();
    tool = startTool();
    await register(tool, platform);
    login = await beginLogin(tool, initiation);
  });

  afterEach(async () => {
    try {
      await expectStillServing();
    } finally {
      await platform.close();
    }
  });

  async function expectStillServing(): Promise<void> {
    platform.setMode('answers');
    const before = tool.launches.length;
    const fresh = await beginLogin(tool, initiation);
    const idToken = platform.signIdToken(launchClaims(platform, fresh));
    expect((await postLaunch(tool, fresh, idToken)).status).toBe(303);
    expect(tool.launches).toHaveLength(before + 1);
  }

  const launchWith = (changes: Claims, as: BegunLogin = login) =>
    postLaunch(tool, as, platform.signIdToken({ ...launchClaims(platform, as), ...changes }));

  function expectRefused(response: Response, id: string, status = 401): void {
    expect(response.body).toEqual({
      id,
      title: expect.stringMatching(/\w/) as string,
      whatToDo: expect.stringMatching(/\w/) as string,
    });
    expect(response.status).toBe(status);
    expect(response.text).not.toContain(SECRET_TEXT);
    expect(tool.launches).toEqual([]);
  }

  it('32: a login of an unknown issuer or client', async () => {
    for (const unknown of [
      { iss: `https://${SECRET_TEXT}.example` },
      { iss: initiation.iss, client_id: SECRET_TEXT },
    ]) {
      const response = await postLogin({ ...unknown });
      expectRefused(response, 'launch-platform-unknown', 400);
    }
  });

  it('32: a launch signed for an unknown issuer', async () => {
    expectRefused(await launchWith({ iss: `https://${SECRET_TEXT}.example` }), 'launch-invalid');
  });

  it('33: a wrong audience', async () => {
    expectRefused(await launchWith({ aud: SECRET_TEXT }), 'launch-invalid');
  });

  it('34: several audiences without azp', async () => {
    expectRefused(await launchWith({ aud: ['client-1', 'client-2'] }), 'launch-invalid');
  });

  it('34: several audiences with our azp are allowed', async () => {
    const response = await launchWith({ aud: ['client-2', 'client-1'], azp: 'client-1' });
    expect(response.status).toBe(303);
  });

  it.each([['client-1'], [['client-1', 'client-2']]])(
    '35: a wrong azp with aud %j',
    async (aud) => {
      expectRefused(await launchWith({ aud, azp: 'client-2' }), 'launch-invalid');
    },
  );

  it('36: an expired token', async () => {
    const now = Math.floor(Date.now() / 1000);
    expectRefused(await launchWith({ iat: now - 120, exp: now - 60 }), 'launch-expired');
  });

  it('36: a token issued before any login that may still wait', async () => {
    const iat = Math.floor(Date.now() / 1000) - 700;
    expectRefused(await launchWith({ iat }), 'launch-expired');
  });

  it.each(['exp', 'iat'])('37: no %s', async (claim) => {
    expectRefused(await launchWith({ [claim]: undefined }), 'launch-invalid');
  });

  it('38: a token from the future', async () => {
    const iat = Math.floor(Date.now() / 1000) + 90;
    expectRefused(await launchWith({ iat, exp: iat + 60 }), 'launch-invalid');
  });

  it('38: a token that expires before it was issued', async () => {
    const now = Math.floor(Date.now() / 1000);
    expectRefused(await launchWith({ iat: now + 50, exp: now + 20 }), 'launch-invalid');
  });

  it('38: a platform clock 30 seconds ahead is allowed', async () => {
    const iat = Math.floor(Date.now() / 1000) + 30;
    expect((await launchWith({ iat, exp: iat + 60 })).status).toBe(303);
  });

  it('39: a nonce that is not ours', async () => {
    expectRefused(await launchWith({ nonce: SECRET_TEXT }), 'launch-invalid');
  });

  it('39: the nonce of another login', async () => {
    const other = await beginLogin(tool, initiation);
    expectRefused(await launchWith({ nonce: other.nonce }), 'launch-invalid');
  });

  it('40: no nonce', async () => {
    expectRefused(await launchWith({ nonce: undefined }), 'launch-invalid');
  });

  it('41: the same launch again', async () => {
    const idToken = platform.signIdToken(launchClaims(platform, login));
    expect((await postLaunch(tool, login, idToken)).status).toBe(303);

    const again = await postLaunch(tool, login, idToken);

    expect(again.status).toBe(401);
    expect(again.body).toMatchObject({ id: 'launch-replayed' });
    expect(tool.launches).toHaveLength(1);
  });

  it('42: the same launch ten times at once: exactly one passes', async () => {
    const idToken = platform.signIdToken(launchClaims(platform, login));

    const responses = await Promise.all(
      Array.from({ length: 10 }, () => postLaunch(tool, login, idToken)),
    );

    expect(responses.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(responses.filter(({ status }) => status === 401)).toHaveLength(9);
    expect(tool.launches).toHaveLength(1);
  });

  it('43: no state cookie', async () => {
    const idToken = platform.signIdToken(launchClaims(platform, login));
    const response = await postLaunch(tool, { ...login, cookie: '' }, idToken);
    expectRefused(response, 'launch-cookie-missing');
    expect(response.body).toMatchObject({ whatToDo: expect.stringContaining('cookies') as string });
  });

  it('43: the state cookie of another browser', async () => {
    const victim = await beginLogin(tool, initiation);
    const name = login.cookie.split('=')[0] ?? '';
    const cookie = `${name}=${victim.cookie.split('=')[1] ?? ''}`;
    const idToken = platform.signIdToken(launchClaims(platform, login));
    const response = await postLaunch(tool, { ...login, cookie }, idToken);
    expectRefused(response, 'launch-browser-mismatch');
  });

  it('44: a used state with a fresh token', async () => {
    expect((await launchWith({ sub: 'person-1' })).status).toBe(303);

    const again = await launchWith({ sub: 'person-2' });

    expect(again.body).toMatchObject({ id: 'launch-replayed' });
    expect(tool.launches).toHaveLength(1);
  });

  it('44: a state nobody issued', async () => {
    const state = 'x'.repeat(43);
    const idToken = platform.signIdToken(launchClaims(platform, login));
    expectRefused(await postLaunch(tool, { ...login, state }, idToken), 'launch-cookie-missing');
  });

  it('44: a login that waited for more than ten minutes', async () => {
    let time = Date.now();
    tool = startTool({ now: () => new Date(time) });
    await register(tool, platform);
    login = await beginLogin(tool, initiation);
    time += 600_000;
    const iat = Math.floor(time / 1000);
    expectRefused(await launchWith({ iat, exp: iat + 60 }), 'launch-expired');
    time -= 600_000;
  });

  it('45: a login as one client and a token for another', async () => {
    await register(tool, platform, { id: 'registration-2', clientId: 'client-2' });
    expectRefused(await launchWith({ aud: 'client-2' }), 'launch-invalid');
  });

  it('45: a login at one issuer and a token of another, both registered', async () => {
    const issuer = 'https://two.example';
    await register(tool, { issuer, jwksUrl: platform.jwksUrl }, { id: 'two' });
    expectRefused(await launchWith({ iss: issuer }), 'launch-invalid');
  });

  it('45: a login without client id where the issuer has two', async () => {
    await register(tool, platform, { id: 'registration-2', clientId: 'client-2' });
    expectRefused(await postLogin({ iss: platform.issuer }), 'launch-platform-unknown', 400);
  });

  it('46: an unknown deployment', async () => {
    expectRefused(
      await launchWith({ [`${CLAIM}deployment_id`]: SECRET_TEXT }),
      'launch-deployment-unknown',
      403,
    );
  });

  it('46: a deployment other than that of the login', async () => {
    const issuer = 'https://two.example';
    await register(
      tool,
      { issuer, jwksUrl: platform.jwksUrl },
      { id: 'two', deployments: ['deployment-1', 'deployment-2'] },
    );
    const named = { iss: issuer, client_id: 'client-1', lti_deployment_id: 'deployment-2' };
    const two = await beginLogin(tool, named);
    expectRefused(await launchWith({ iss: issuer }, two), 'launch-invalid');
  });

  it('47: a target other than that of the login', async () => {
    const other = `${BASE_URL}/activities/${SECRET_TEXT}`;
    expectRefused(await launchWith({ [`${CLAIM}target_link_uri`]: other }), 'launch-invalid');
  });

  it.each([
    'https://evil.example/activities/live-1-2',
    'https://tool.example.evil.example/',
    'http://tool.example/activities/live-1-2',
    'javascript:alert(1)',
    '//evil.example',
  ])('47: a login with the foreign target %s', async (target) => {
    const response = await postLogin({ ...initiation, target_link_uri: target });
    expectRefused(response, 'launch-target-unknown', 400);
  });

  it('48: a query added to the unsigned login or to the launch', async () => {
    const tampered = await beginLogin(tool, {
      ...initiation,
      target_link_uri: `${TARGET}?res=B`,
    });
    const signed = { [`${CLAIM}target_link_uri`]: `${TARGET}?res=A` };
    expectRefused(await launchWith(signed, tampered), 'launch-invalid');

    const response = await request(tool.app)
      .post('/lti/launch?target_link_uri=https://evil.example&ltik=x&res=B')
      .set('Cookie', login.cookie)
      .type('form')
      .send({
        id_token: platform.signIdToken(launchClaims(platform, login)),
        state: login.state,
      });
    expect(response.status).toBe(303);
    expect(tool.launches).toMatchObject([{ targetLinkUri: TARGET }]);
  });

  it.each([
    'iss[$ne]=x&login_hint=1&target_link_uri=https://tool.example/',
    'iss[$regex]=.*&login_hint=1&target_link_uri=https://tool.example/',
    'iss=a&iss=b&login_hint=1&target_link_uri=https://tool.example/',
    'iss=https://platform.example&client_id[$ne]=x&login_hint=1&target_link_uri=x',
    '__proto__[iss]=x',
  ])('49: operators in a login (%s)', async (parameters) => {
    for (const response of [
      await request(tool.app).get(`/lti/login?${parameters}`),
      await request(tool.app).post('/lti/login').type('form').send(parameters),
    ]) {
      expect(response.status).toBe(400);
      expect(response.headers['location']).toBeUndefined();
      expect(response.text).not.toContain('client-1');
    }
  });

  it('half a surrogate pair in sub, by which a store would take two people for one', async () => {
    expectRefused(await launchWith({ sub: 'person-\ud800' }), 'launch-invalid', 400);
  });

  it.each([
    'a b',
    'a%20b',
    'short',
    'x'.repeat(129),
    `${'x'.repeat(30)}\r\nSet-Cookie: a=b`,
    `${'x'.repeat(30)};`,
    '<script>',
    '',
  ])('50: the malformed state %j', async (state) => {
    const idToken = platform.signIdToken(launchClaims(platform, login));
    for (const body of [{ id_token: idToken, state }, { state }, { state: [state, state] }]) {
      const response = await request(tool.app).post('/lti/launch').type('form').send(body);
      expectRefused(response, 'request-invalid', 400);
    }
  });

  it.each(['/lti/anything', '/lti/login', '/lti/keys', '/lti/register', '/lti/launch'])(
    '50: a malformed state posted to %s',
    async (path) => {
      const response = await request(tool.app).post(path).type('form').send('state=a%20b');
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
    },
  );

  it('51: alg none', async () => {
    const claims = launchClaims(platform, login);
    const header = { alg: 'none', typ: 'JWT', kid: 'key-1' };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const idToken = `${part(header)}.${part(claims)}.`;
    expectRefused(await postLaunch(tool, login, idToken), 'launch-invalid');
  });

  it('51: HS256 keyed with the public key', async () => {
    const { createHmac } = await import('node:crypto');
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = [
      part({ alg: 'HS256', typ: 'JWT', kid: 'key-1' }),
      part(launchClaims(platform, login)),
    ].join('.');
    const mac = createHmac('sha256', platform.publicKeyPem()).update(signed).digest('base64url');
    expectRefused(await postLaunch(tool, login, `${signed}.${mac}`), 'launch-invalid');
  });

  it('51: another key under the platform’s key id', async () => {
    const idToken = sign(launchClaims(platform, login), foreignKey(), {
      algorithm: 'RS256',
      keyid: 'key-1',
    });
    expectRefused(await postLaunch(tool, login, idToken), 'launch-invalid');
  });

  it('51: claims changed after signing', async () => {
    const [header, , signature] = platform.signIdToken(launchClaims(platform, login)).split('.');
    const claims = { ...launchClaims(platform, login), sub: 'person-2' };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const idToken = [header, payload, signature].join('.');
    expectRefused(await postLaunch(tool, login, idToken), 'launch-invalid');
  });

  it.each(['not a token', 'a.b.c', '..', 'eyJhbGciOiJSUzI1NiJ9.bnVsbA.x', 'W10.W10.W10'])(
    '51: the id_token %j',
    async (idToken) => {
      expectRefused(await postLaunch(tool, login, idToken), 'launch-invalid');
    },
  );

  it('52: a key set that hangs, that fails and that comes back', async () => {
    tool = startTool({ platformTimeoutMs: 100 });
    await register(tool, platform);
    for (const mode of ['hangs', 'fails'] as const) {
      platform.setMode(mode);
      login = await beginLogin(tool, initiation);
      expectRefused(await launchWith({}), 'platform-unreachable', 502);
    }
  });

  it('52: a new key is fetched once, and the key that is gone is refused', async () => {
    const old = await beginLogin(tool, initiation);
    const oldToken = platform.signIdToken(launchClaims(platform, old));
    expect((await launchWith({})).status).toBe(303);
    expect(platform.fetches()).toBe(1);

    platform.rotate('key-2');
    for (let launch = 0; launch < 3; launch++) {
      login = await beginLogin(tool, initiation);
      expect((await launchWith({})).status).toBe(303);
    }
    expect(platform.fetches()).toBe(2);

    const response = await postLaunch(tool, old, oldToken);
    expect(response.body).toMatchObject({ id: 'launch-invalid' });
  });

  it.each(['access_denied', 'login_required', 'server_error', SECRET_TEXT])(
    '53: the platform’s error %s',
    async (error) => {
      const response = await request(tool.app)
        .post('/lti/launch')
        .type('form')
        .send({ error, error_description: SECRET_TEXT, state: login.state });
      expect(response.body).toMatchObject({ id: 'launch-platform-error' });
      expect(response.status).toBeLessThan(500);
      expect(response.text).not.toContain(SECRET_TEXT);

      expectRefused(await launchWith({}), 'launch-replayed');
    },
  );

  it('answers a body that is too large, has too many fields or cannot be read', async () => {
    const bodies = [
      ['x'.repeat(300_000), 413],
      ['a=1&'.repeat(100), 413],
    ] as const;
    for (const [body, status] of bodies) {
      const response = await request(tool.app).post('/lti/launch').type('form').send(body);
      expect(response.status).toBe(status);
      expect(response.body).toMatchObject({ id: 'body-too-large' });
    }
    const unreadable = await request(tool.app)
      .post('/lti/launch')
      .set('Content-Type', 'application/x-www-form-urlencoded; charset=utf-7')
      .send('state=x');
    expectRefused(unreadable, 'request-invalid', 400);
    const json = await request(tool.app).post('/lti/launch').send({ id_token: 'x', state: 'x' });
    expectRefused(json, 'request-invalid', 400);
  });

  function postLogin(parameters: Readonly<Record<string, string>>) {
    return request(tool.app)
      .post('/lti/login')
      .type('form')
      .send({ login_hint: 'person-1', target_link_uri: TARGET, ...parameters });
  }
});

import request from 'supertest';

import { startTestPlatform, type TestPlatform } from './support/test-platform';
import { BASE_URL, beginLogin, register, startTool, TARGET, WINDOW } from './support/tool';

const initiation = { iss: 'https://platform.example', client_id: 'client-1' };

describe('/lti/login', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await startTestPlatform();
  });
  afterAll(() => platform.close());

  it.each(['get', 'post'] as const)('redirects a %s to the platform', async (method) => {
    const tool = startTool();
    await register(tool, platform);
    const parameters = {
      ...initiation,
      login_hint: 'person & 1',
      lti_message_hint: '{"cmid":2,"launchid":"x+y"}',
      lti_deployment_id: 'deployment-1',
      target_link_uri: `${TARGET}?part=2`,
    };
    const asked = request(tool.app)[method]('/lti/login').set(WINDOW);
    const response = await (method === 'get'
      ? asked.query(parameters)
      : asked.type('form').send(parameters));

    expect(response.status).toBe(302);
    expect(response.headers['cache-control']).toBe('no-store');
    const location = new URL(response.headers['location'] ?? '');
    expect(location.origin + location.pathname).toBe('https://platform.example/auth');
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
      client_id: 'client-1',
      redirect_uri: `${BASE_URL}/lti/launch`,
      login_hint: 'person & 1',
      lti_message_hint: '{"cmid":2,"launchid":"x+y"}',
    });
  });

  it('keeps the query of the platform’s authentication URL', async () => {
    const tool = startTool();
    await register(tool, platform, { authUrl: 'https://platform.example/auth?site=a%20b' });

    const { location } = await beginLogin(tool, initiation);

    expect(location.searchParams.get('site')).toBe('a b');
    expect(location.searchParams.get('client_id')).toBe('client-1');
  });

  it('finds the only registration of an issuer that sends no client id', async () => {
    const tool = startTool();
    await register(tool, platform);

    const { location } = await beginLogin(tool, { iss: initiation.iss });

    expect(location.searchParams.get('client_id')).toBe('client-1');
  });

  it('counts what was switched off as none where no client id comes', async () => {
    const tool = startTool();
    await register(tool, platform, { id: 'old', clientId: 'client-0', active: false });
    await expect(beginLogin(tool, { iss: initiation.iss })).rejects.toThrow('platform-inactive');
    await register(tool, platform);
    const { location } = await beginLogin(tool, { iss: initiation.iss });
    expect(location.searchParams.get('client_id')).toBe('client-1');

    await register(tool, platform, { id: 'new', clientId: 'client-2' });
    await expect(beginLogin(tool, { iss: initiation.iss })).rejects.toThrow('platform-unknown');
  });

  it('gives every login its own 256-bit state, nonce and cookie', async () => {
    const tool = startTool();
    await register(tool, platform);

    const logins = [await beginLogin(tool, initiation), await beginLogin(tool, initiation)];

    for (const { state, nonce } of logins) {
      expect(Buffer.from(state, 'base64url')).toHaveLength(32);
      expect(Buffer.from(nonce, 'base64url')).toHaveLength(32);
    }
    const secrets = logins.flatMap(({ state, nonce, cookie }) => [state, nonce, cookie]);
    expect(new Set(secrets).size).toBe(6);
    expect(new Set(logins.map(({ cookie }) => cookie.split('=')[0])).size).toBe(2);
  });

  it('keeps only hashes of the state and of the browser’s value', async () => {
    const tool = startTool();
    const begun: unknown[] = [];
    const { loginAttempts } = tool.repositories;
    const watched = startTool({
      repositories: {
        ...tool.repositories,
        loginAttempts: {
          ...loginAttempts,
          begin: (attempt) => {
            begun.push(attempt);
            return loginAttempts.begin(attempt);
          },
        },
      },
    });
    await register(watched, platform);

    const { state, cookie } = await beginLogin(watched, initiation);

    expect(begun).toHaveLength(1);
    expect(JSON.stringify(begun)).not.toContain(state);
    expect(JSON.stringify(begun)).not.toContain(cookie.split('=')[1]);
  });

  it('sets a cookie that survives in a cross-site frame over https', async () => {
    const tool = startTool();
    await register(tool, platform);

    const { setCookie } = await beginLogin(tool, initiation);

    expect(setCookie).toMatch(/^__Host-lti-login-[\w-]{16}=[\w-]{43}; /);
    const attributes = setCookie.split('; ').slice(1);
    expect(attributes).toEqual(
      expect.arrayContaining([
        'Max-Age=600',
        'Path=/',
        'HttpOnly',
        'Secure',
        'Partitioned',
        'SameSite=None',
      ]),
    );
    expect(setCookie).not.toContain('Domain');
  });

  it('sets a plain cookie over http on localhost', async () => {
    const tool = startTool({ baseUrl: 'http://localhost:3000', secureCookies: false });
    await register(tool, platform);

    const target = { target_link_uri: 'http://localhost:3000/activities/live-1-2' };
    const { setCookie } = await beginLogin(tool, { ...initiation, ...target });

    expect(setCookie).toMatch(/^lti-login-[\w-]{16}=[\w-]{43}; /);
    expect(setCookie).toContain('HttpOnly');
    expect(setCookie).toContain('SameSite=Lax');
    expect(setCookie).not.toMatch(/Secure|Partitioned|__Host-/);
  });

  it('clears old cookies before they outgrow a request', async () => {
    const tool = startTool();
    await register(tool, platform);
    const old = Array.from({ length: 20 }, (_, index) => `__Host-lti-login-${index}`);

    const response = await request(tool.app)
      .post('/lti/login')
      .set('Cookie', [...old, 'other'].map((name) => `${name}=x`).join('; '))
      .type('form')
      .send({ ...initiation, login_hint: '1', target_link_uri: TARGET });

    const set = response.get('Set-Cookie') ?? [];
    const cleared = set.filter((line) => line.includes('Expires=Thu, 01 Jan 1970'));
    expect(cleared.map((line) => line.split('=')[0])).toEqual(old);
    expect(set).toHaveLength(21);
  });

  it.each(['iss', 'login_hint', 'target_link_uri'])('refuses one without %s', async (missing) => {
    const tool = startTool();
    await register(tool, platform);
    const parameters = { ...initiation, login_hint: '1', target_link_uri: TARGET };
    const rest = Object.entries(parameters).filter(([name]) => name !== missing);

    const response = await request(tool.app)
      .post('/lti/login')
      .type('form')
      .send(Object.fromEntries(rest));

    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ id: 'request-invalid' });
  });

  it('refuses a platform that is switched off', async () => {
    const tool = startTool();
    await register(tool, platform, { active: false });

    await expect(beginLogin(tool, initiation)).rejects.toThrow('launch-platform-inactive');
  });
});

import request from 'supertest';

import { startTestPlatform, type TestPlatform } from './support/test-platform';
import {
  BASE_URL,
  launchClaims,
  postLaunch,
  register,
  startTool,
  TARGET,
  type TestTool,
  WINDOW,
} from './support/tool';

/**
 * Check 54 of the project's LTI reference: a browser that keeps no cookie for a tool inside another
 * site's page gets in all the same, and no launch is bound less tightly to its login for that.
 */
const initiation = {
  iss: 'https://platform.example',
  client_id: 'client-1',
  login_hint: 'person 1',
  lti_message_hint: '{"cmid":2}',
  lti_deployment_id: 'deployment-1',
  target_link_uri: TARGET,
};
const STORAGE = { lti_storage_target: 'storage_frame' };

let platform: TestPlatform;
let tool: TestTool;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.close());
beforeEach(async () => {
  tool = startTool();
  await register(tool, platform, { authUrl: 'https://sign-in.platform.example/auth?site=1' });
});

function login(
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
  path = '/lti/login',
): request.Test {
  return request(tool.app).post(path).set(headers).type('form').send(fields);
}
const FRAME = { 'Sec-Fetch-Dest': 'iframe' };

interface KeepPage {
  readonly page: string;
  readonly origin: string;
  readonly target: string;
  readonly key: string;
  readonly value: string;
  readonly next: string;
  readonly initiation: unknown;
}

describe('54: the login', () => {
  it('in a window goes to the platform at once', async () => {
    const response = await login({ ...initiation, ...STORAGE }, WINDOW);
    expect(response.status).toBe(302);
    expect(response.headers['location']).toMatch(/^https:\/\/sign-in\.platform\.example\/auth/);
  });

  it('in a frame to which cookies come back goes to the platform at once', async () => {
    const cookie = { Cookie: '__Host-launch-session=x' };
    const response = await login({ ...initiation, ...STORAGE }, { ...FRAME, ...cookie });
    expect(response.status).toBe(302);
  });

  it('over http on localhost goes to the platform at once', async () => {
    tool = startTool({ baseUrl: 'http://localhost:3000', secureCookies: false });
    await register(tool, platform);
    const target = { target_link_uri: 'http://localhost:3000/a/m01-r1' };
    const response = await login({ ...initiation, ...STORAGE, ...target }, FRAME);
    expect(response.status).toBe(302);
  });

  it('has the platform keep the browser’s value, for its authorisation origin only', async () => {
    const response = await login({ ...initiation, ...STORAGE }, FRAME);

    const page = response.body as KeepPage;
    expect(page).toMatchObject({
      page: 'keep-in-storage',
      origin: 'https://sign-in.platform.example',
      target: 'storage_frame',
      initiation,
    });
    const next = new URL(page.next);
    expect(next.searchParams.get('site')).toBe('1');
    expect(page.key).toMatch(/^lti-login-[\w-]{16}$/);
    expect(Buffer.from(page.value, 'base64url')).toHaveLength(32);
    expect(page.next).not.toContain(page.value);
    expect(response.get('Set-Cookie')?.join()).toContain('Partitioned');
  });

  it.each(['a b', '"><script>', 'x'.repeat(101), ''])(
    'takes no frame by the name %j',
    async (name) => {
      const response = await login({ ...initiation, lti_storage_target: name }, FRAME);
      expect(response.status).toBe(307);
    },
  );

  it.each(['get', 'post'] as const)(
    'tries whether cookies come back before it asks the platform, by %s',
    async (method) => {
      const first = request(tool.app)[method]('/lti/login').set(FRAME);
      const response = await (method === 'get'
        ? first.query(initiation)
        : first.type('form').send(initiation));

      expect(response.status).toBe(307);
      const again = new URL(response.headers['location'] ?? '');
      expect(again.origin + again.pathname).toBe(`${BASE_URL}/lti/login`);
      expect(Object.fromEntries(again.searchParams)).toEqual(
        method === 'get' ? { ...initiation, probed: '1' } : { probed: '1' },
      );
      const cookie = response.get('Set-Cookie')?.[0] ?? '';
      expect(cookie).toMatch(/^__Host-lti-login-probed=1; .*Secure; Partitioned; SameSite=None/);
    },
  );

  it('tries them too where the browser does not say that it is in a frame (old Safari)', async () => {
    expect((await login(initiation, {})).status).toBe(307);
  });

  it.each(['', '__Host-lti-login-probed=1'])(
    'from the tab that we offered goes to the platform, with cookies %j',
    async (cookie) => {
      const headers = cookie === '' ? {} : { Cookie: cookie };
      expect((await login(initiation, headers, '/lti/login?tab=1')).status).toBe(302);
    },
  );

  it('that comes back with the cookie goes to the platform', async () => {
    const cookie = { Cookie: '__Host-lti-login-probed=1' };
    const response = await login(initiation, { ...FRAME, ...cookie }, '/lti/login?probed=1');
    expect(response.status).toBe(302);
  });

  it.each([FRAME, {}])(
    'that comes back without it offers a new tab, and the platform was not asked yet',
    async (headers) => {
      const response = await login({ ...initiation, ...STORAGE }, headers, '/lti/login?probed=1');
      expect(response.body).toEqual({ page: 'new-tab', initiation });
    },
  );

  it.each(['/lti/login', '/lti/login?probed=1'])('is checked before any page: %s', async (path) => {
    const unknown = { ...initiation, ...STORAGE, iss: 'https://elsewhere.example' };
    expect((await login(unknown, FRAME, path)).status).toBe(400);
    const target = { ...initiation, target_link_uri: 'https://evil.example/' };
    expect((await login(target, FRAME, path)).status).toBe(400);
  });
});

describe('54: the launch', () => {
  async function begin() {
    const page = (await login({ ...initiation, ...STORAGE }, FRAME)).body as KeepPage;
    const { searchParams } = new URL(page.next);
    const state = searchParams.get('state') ?? '';
    const nonce = searchParams.get('nonce') ?? '';
    const begun = { state, nonce, cookie: '', setCookie: '', location: new URL(page.next) };
    const idToken = platform.signIdToken(launchClaims(platform, begun));
    return { page, begun, idToken, state };
  }
  const launch = (idToken: string, state: string, proof?: string) =>
    request(tool.app)
      .post('/lti/launch')
      .type('form')
      .send({ id_token: idToken, state, ...(proof !== undefined && { proof }) });

  it('asks the storage for the value, without using the login up, and opens with it', async () => {
    const { page, idToken, state } = await begin();

    const asked = await launch(idToken, state);
    expect(asked.body).toEqual({
      page: 'read-from-storage',
      origin: page.origin,
      target: page.target,
      key: page.key,
      idToken,
      state,
    });
    expect(tool.launches).toHaveLength(0);

    await launch(idToken, state, page.value).expect(303);
    expect(tool.launches).toHaveLength(1);
  });

  it('works once', async () => {
    const { page, idToken, state } = await begin();
    await launch(idToken, state, page.value).expect(303);
    const again = await launch(idToken, state, page.value);
    expect(again.body).toMatchObject({ id: 'launch-replayed' });
    expect(tool.launches).toHaveLength(1);
  });

  it.each([
    ['made up', 'A'.repeat(43)],
    ['of another login', undefined],
  ])('refuses a value that is %s, and uses the login up', async (_name, made) => {
    const { page, idToken, state } = await begin();
    const proof = made ?? (await begin()).page.value;
    expect((await launch(idToken, state, proof)).body).toMatchObject({
      id: 'launch-browser-mismatch',
    });
    expect((await launch(idToken, state, page.value)).status).toBe(401);
    expect(tool.launches).toHaveLength(0);
  });

  it.each([
    ['is too long', 'A'.repeat(201)],
    ['is a list', ['a', 'b']],
  ])('refuses a value that %s', async (_name, proof) => {
    const { idToken, state } = await begin();
    const response = await request(tool.app)
      .post('/lti/launch')
      .type('form')
      .send({ id_token: idToken, state, proof });
    expect(response.status).toBe(400);
  });

  it('says what to do when the storage told nothing', async () => {
    const { idToken, state } = await begin();
    const response = await launch(idToken, state, '');
    expect(response.status).toBe(401);
    expect(response.body).toMatchObject({ id: 'launch-cookie-missing' });
  });

  it('takes the cookie where it came back all the same', async () => {
    const answer = await login({ ...initiation, ...STORAGE }, FRAME);
    const { searchParams } = new URL((answer.body as KeepPage).next);
    const state = searchParams.get('state') ?? '';
    const nonce = searchParams.get('nonce') ?? '';
    const cookie = answer.get('Set-Cookie')?.at(-1)?.split(';')[0] ?? '';
    const begun = { state, nonce, cookie, setCookie: '', location: new URL(BASE_URL) };
    const idToken = platform.signIdToken(launchClaims(platform, begun));
    await postLaunch(tool, begun, idToken).expect(303);
    expect(tool.launches).toHaveLength(1);
  });

  it('tells whether cookies come back, and drops the one of the login', async () => {
    const bindings: unknown[] = [];
    tool = startTool({
      onLaunch: (_launch, _request, response, binding) => {
        bindings.push(binding.hasCookies);
        response.end();
        return Promise.resolve();
      },
    });
    await register(tool, platform);
    const { page, idToken, state } = await begin();
    await launch(idToken, state, page.value).expect(200);

    const answer = await login(initiation, WINDOW);
    const cookie = answer.get('Set-Cookie')?.at(-1)?.split(';')[0] ?? '';
    const { searchParams } = new URL(answer.headers['location'] ?? '');
    const begun = {
      state: searchParams.get('state') ?? '',
      nonce: searchParams.get('nonce') ?? '',
      cookie,
      setCookie: '',
      location: new URL(BASE_URL),
    };
    const opened = await postLaunch(
      tool,
      begun,
      platform.signIdToken(launchClaims(platform, begun)),
    );

    expect(bindings).toEqual([false, true]);
    expect(opened.get('Set-Cookie')?.[0]).toContain(`${cookie.split('=')[0] ?? ''}=;`);
  });

  it('a state that nobody began shows no page of ours', async () => {
    const { idToken } = await begin();
    const response = await launch(idToken, 'A'.repeat(43));
    expect(response.status).toBe(401);
    expect(response.body).toMatchObject({ id: 'launch-cookie-missing' });
  });

  it('a last hop of 45 seconds opens; one that outlives the token explains', async () => {
    let now = Date.now();
    tool = startTool({ now: () => new Date(now) });
    await register(tool, platform);
    const first = await begin();
    now += 45_000;
    await launch(first.idToken, first.state, first.page.value).expect(303);

    const second = await begin();
    now += 61_000;
    const late = await launch(second.idToken, second.state, second.page.value);
    expect(late.body).toMatchObject({ id: 'launch-expired' });
  });

  it('a second post of a launch is handed on before it is refused', async () => {
    const seen: string[] = [];
    tool = startTool({
      onRepeat: (loginId, _request, response) => {
        seen.push(loginId);
        response.redirect(303, '/activity');
        return Promise.resolve(true);
      },
    });
    await register(tool, platform);
    const { page, idToken, state } = await begin();
    await launch(idToken, state, page.value).expect(303);
    await launch(idToken, state, page.value).expect(303);
    await launch(idToken, state, '').expect(303);
    expect(tool.launches).toHaveLength(1);
    expect(new Set(seen).size).toBe(1);
  });
});

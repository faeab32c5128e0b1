import { AppError } from '../../../lti-tool/errors';
import { readConfiguration } from '../../../lti-tool/lti/registration/configuration';
import type { PrivatePlatforms } from '../../../lti-tool/lti/services/addresses';
import recorded from '../../fixtures/moodle-registration/messages.json';
import { type Answer, type FakePlatform, json, startFakePlatform, TOKEN } from './fake-platform';
import { startRegistration } from './registering';

const MOODLE = recorded.configuration;

/** The recorded configuration as a platform on the public internet has it, with other members. */
const configurationOf = (origin: string, members: object = {}): object => ({
  ...(JSON.parse(JSON.stringify(MOODLE).replaceAll('http://moodle.example', origin)) as object),
  ...members,
});

/**
 * Check 55. Whoever can make this tool fetch addresses and store what they answer could look into
 * its network, or bring keys of their own for somebody else's platform and launch as anyone.
 */
describe('check 55: a rogue registration', () => {
  let platform: FakePlatform;
  beforeEach(async () => {
    platform = await startFakePlatform('moodle');
  });
  afterEach(() => platform.close());

  type Options = Parameters<typeof startRegistration>[0];

  /** Registers, and is refused with words for a person; returns the title. */
  async function refused(url = platform.configurationUrl, options: Options = {}): Promise<string> {
    const { registration, registrations, repositories } = startRegistration(options);
    const error: unknown = await registration
      .register({ openidConfiguration: url, registrationToken: TOKEN })
      .catch((reason: unknown) => reason);
    if (!(error instanceof AppError)) throw new Error(`Not refused: ${JSON.stringify(error)}`);
    expect({ id: error.id, status: error.status }).toEqual({
      id: 'registration-failed',
      status: 400,
    });
    expect(JSON.stringify([error.userMessage, error.detail])).not.toContain(TOKEN);
    expect(await registrations.list()).toEqual([]);
    expect(await repositories.registrationKeys.all()).toEqual([]);
    return error.userMessage.title;
  }

  it.each(['https://other.example', 'https://canvas.instructure.com', 'http://127.0.0.1:1'])(
    'that speaks for %s brings nothing',
    async (issuer) => {
      platform.configure({ issuer });
      expect(await refused()).toContain('speaks for another');
      expect(platform.seen).toHaveLength(1);
    },
  );

  it.each([
    'http://moodle.example.org/configuration',
    'https://127.0.0.1/configuration',
    'https://localhost/configuration',
    'https://10.0.0.8/configuration',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/configuration',
    'https://[::ffff:127.0.0.1]/configuration',
    'https://2130706433/configuration',
    'https://me:secret@moodle.example.org/configuration',
  ])('at %s is not fetched', async (url) => {
    const resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const title = await refused(url, { allowPrivatePlatforms: false, resolve });
    expect(title).toContain('is not called from here');
  });

  it('on this machine itself is not even connected to', async () => {
    await refused(platform.configurationUrl, { allowPrivatePlatforms: false });
    expect(platform.seen).toEqual([]);
  });

  it.each([
    'http://moodle.example.org/configuration',
    'https://10.0.0.8/configuration',
    'http://192.168.1.5/configuration',
    'http://169.254.169.254/latest/meta-data',
    'https://moodle.example.org/configuration',
    'https://localhost.example.org/configuration',
    'http://10.0.0.8.localhost.example/configuration',
  ])('at %s is not fetched while only this machine is allowed', async (url) => {
    const resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const title = await refused(url, { allowPrivatePlatforms: 'loopback', resolve });
    expect(title).toContain('is not called from here');
  });

  it('by a name of this machine that leads elsewhere is not fetched', async () => {
    const resolve = () => Promise.resolve([{ address: '10.0.0.8', family: 4 }]);
    const options: Options = { allowPrivatePlatforms: 'loopback', resolve };
    const title = await refused('http://lms.localhost/configuration', options);
    expect(title).toContain('is not called from here');
  });

  it.each(['127.0.0.1', 'lms.localhost'])(
    'is none on this machine where that is allowed, at %s',
    async (host) => {
      const { port } = new URL(platform.origin);
      const origin = `http://${host}:${port}`;
      platform.behave('configuration', () => json(200, configurationOf(origin)));
      const { registration, registrations } = startRegistration({
        allowPrivatePlatforms: 'loopback',
        resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
      });
      await registration.register({
        openidConfiguration: `${origin}/configuration`,
        registrationToken: TOKEN,
      });
      expect(await registrations.list()).toMatchObject([{ issuer: origin }]);
    },
  );

  it.each([
    'http://192.168.1.5/jwks',
    'http://moodle.example.org/jwks',
    'https://moodle.local/jwks',
  ])('on this machine may not have its keys at %s', async (jwks_uri) => {
    platform.configure({ jwks_uri });
    const options: Options = { allowPrivatePlatforms: 'loopback' };
    expect(await refused(platform.configurationUrl, options)).toContain('cannot be used');
  });

  it('whose name leads inside when it is called again gets no second call (DNS rebinding)', async () => {
    const { port } = new URL(platform.origin);
    const public_ = `https://rebinding.example:${port}`;
    const resolve = jest.fn(() => Promise.resolve([{ address: '127.0.0.1', family: 4 }]));
    const title = await refused(`${public_}/configuration`, {
      allowPrivatePlatforms: false,
      resolve,
      // The first call, when the name still led to a public address.
      between: (http) => (request) =>
        request.method === 'GET'
          ? Promise.resolve({
              status: 200,
              headers: {},
              text: JSON.stringify(configurationOf(public_)),
            })
          : http(request),
    });
    expect(title).toContain('is not called from here');
    expect(resolve).toHaveBeenCalledWith('rebinding.example');
    expect(platform.seen).toEqual([]);
  });

  it('of several addresses, one of them private, is not called', async () => {
    const resolve = () =>
      Promise.resolve([
        { address: '93.184.216.34', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ]);
    await refused('https://mixed.example/', { allowPrivatePlatforms: false, resolve });
  });

  it.each(['configuration', 'registration'] as const)(
    'that forwards its %s is not followed',
    async (service) => {
      let followed = 0;
      platform.behave(service, ({ path }) => {
        if (path === '/inside') followed += 1;
        return { status: 307, headers: { Location: `${platform.origin}/inside` }, body: '' };
      });
      expect(await refused()).toContain('is not called from here');
      expect(followed).toBe(0);
    },
  );

  it.each(['configuration', 'registration'] as const)(
    'that answers for its %s without end is not read on',
    async (service) => {
      platform.behave(service, {
        listener: (_request, response) => {
          response.writeHead(200, { 'Content-Type': 'application/json' });
          const more = (): void => {
            if (!response.destroyed) response.write(' '.repeat(65_536), more);
          };
          more();
        },
      });
      expect(await refused()).toContain('cannot be used');
    },
  );

  it.each(['configuration', 'registration'] as const)(
    'that never answers for its %s is given up',
    async (service) => {
      platform.behave(service, { listener: () => undefined });
      expect(await refused()).toContain('did not answer');
    },
  );

  it('that drips its answer is given up', async () => {
    let timer: NodeJS.Timeout | undefined;
    platform.behave('configuration', {
      listener: (_request, response) => {
        response.writeHead(200);
        timer = setInterval(() => response.write(' '), 20);
      },
    });
    expect(await refused()).toContain('did not answer');
    clearInterval(timer);
  });

  const page: Answer = { status: 200, body: '<html><script>alert(1)</script></html>' };
  it.each<[string, Answer]>([
    ['a page', page],
    ['nothing', { status: 200, body: '' }],
    ['half of it', { status: 200, body: '{"issuer":' }],
    ['a list', json(200, [])],
    ['null', { status: 200, body: 'null' }],
    ['deep brackets', { status: 200, body: '['.repeat(9000) }],
  ])('that answers %s is refused, and nothing of it is shown', async (_what, answer) => {
    platform.behave('configuration', () => answer);
    expect(await refused()).toContain('cannot be used');
  });

  it.each<[string, Answer]>([
    ['a page', page],
    ['nothing', { status: 200, body: '' }],
    ['no client id', json(200, { scope: 'x' })],
    ['an empty client id', json(200, { client_id: ' ' })],
    ['an object as client id', json(200, { client_id: { $ne: null } })],
    ['a client id without end', json(200, { client_id: 'x'.repeat(256) })],
  ])('that registers us with %s is refused', async (_what, answer) => {
    platform.behave('registration', () => answer);
    expect(await refused()).toContain('cannot be used');
  });

  it.each<[number, string]>([
    [400, '<img src=x onerror=alert(1)>'],
    [400, JSON.stringify({ error: '<b>call this number</b>' })],
    [500, '{"a":1}'],
    [403, 'x'.repeat(5000)],
    [404, '\u202Ereversed\u0000'],
    [204, ''],
  ])('whose refusal (%i) is made to be shown shows nothing but words', async (status, body) => {
    platform.behave('registration', () => ({ status, body }));
    const { registration } = startRegistration();
    const error: unknown = await registration
      .register({ openidConfiguration: platform.configurationUrl })
      .catch((reason: unknown) => reason);
    const { whatToDo } = (error as AppError).userMessage;
    expect(whatToDo).not.toMatch(/[<>{}\u202E\0]/);
    if (/[<{]/.test(body)) expect(whatToDo).not.toContain('own words');
    expect(whatToDo.length).toBeLessThan(600);
  });
});

describe('a configuration', () => {
  const ORIGIN = 'https://moodle.example.org';
  const read = (
    members: object,
    url = `${ORIGIN}/configuration`,
    inside: PrivatePlatforms = false,
  ) => readConfiguration(configurationOf(ORIGIN, members), url, inside);

  it('of a public platform is read', () => {
    expect(read({})).toMatchObject({
      issuer: ORIGIN,
      family: 'moodle',
      name: 'moodle.example.org',
    });
  });

  it('may name an issuer below its own origin, as Moodle in a folder does', () => {
    const issuer = `${ORIGIN}/moodle`;
    expect(read({ issuer })).toMatchObject({ issuer });
  });

  it.each([
    ['issuer', 'not an address'],
    ['authorization_endpoint', 'http://moodle.example.org/auth'],
    ['authorization_endpoint', 'javascript:alert(1)'],
    ['token_endpoint', 'https://localhost/token'],
    ['jwks_uri', 'https://10.0.0.1/jwks'],
    ['jwks_uri', 'https://93.184.216.34/jwks'],
    ['jwks_uri', ['https://moodle.example.org/jwks']],
    ['registration_endpoint', 'https://moodle.local/register'],
    ['registration_endpoint', undefined],
    ['https://purl.imsglobal.org/spec/lti-platform-configuration', undefined],
  ])('with the %s %j is refused', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(AppError);
  });

  it('loses only what this tool can do without when that is malformed', () => {
    expect(read({ scopes_supported: 'all', authorization_server: { a: 1 } })).toMatchObject({
      scopesSupported: [],
      authorizationServer: undefined,
    });
  });

  const HOSTED = 'https://canvas.instructure.com';
  it.each([
    [HOSTED, HOSTED],
    ['https://sso.canvaslms.com', HOSTED],
    ['https://sso.beta.canvaslms.com', 'https://canvas.beta.instructure.com'],
    ['https://sso.test.canvaslms.com', 'https://canvas.test.instructure.com'],
  ])('from %s may speak for hosted Canvas, %s', (origin, issuer) => {
    expect(read({ issuer }, `${origin}/api/lti/security/openid-configuration`)).toMatchObject({
      issuer,
    });
  });

  it.each([
    ['https://school.instructure.com', HOSTED],
    ['https://sso.canvaslms.com.example', HOSTED],
    ['https://sso.canvaslms.com:8443', HOSTED],
    ['https://sso.beta.canvaslms.com', HOSTED],
    ['https://sso.canvaslms.com', 'https://moodle.example.org'],
  ])('from %s may not speak for %s', (origin, issuer) => {
    expect(() => read({ issuer }, `${origin}/configuration`)).toThrow('another origin');
  });
});

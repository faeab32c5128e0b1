import recorded from '../../fixtures/moodle-registration/messages.json';
import { AppError } from '../../../lti-tool/errors';
import { createFrameAncestors } from '../../../lti-tool/lti/frame-ancestors';
import {
  type FakePlatform,
  json,
  startFakePlatform,
  TOKEN,
  TOOL_CONFIGURATION,
} from './fake-platform';
import { startRegistration } from './registering';

const CANVAS = 'https://canvas.instructure.com/lti';
const AGS = 'https://purl.imsglobal.org/spec/lti-ags/scope';
const NRPS = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const ALL_SCOPES = [
  `${AGS}/lineitem`,
  `${AGS}/lineitem.readonly`,
  `${AGS}/result.readonly`,
  `${AGS}/score`,
  NRPS,
];

let platform: FakePlatform;
afterEach(() => platform.close());

const initiation = () => ({
  openidConfiguration: platform.configurationUrl,
  registrationToken: TOKEN,
});

describe('Moodle', () => {
  beforeEach(async () => {
    platform = await startFakePlatform('moodle');
  });

  it('is registered with what a real one answered', async () => {
    const { registration, registrations } = startRegistration();

    const outcome = await registration.register(initiation());

    const { client_id: clientId, scope } = recorded.full.answer;
    const { host } = new URL(platform.origin);
    expect(outcome).toEqual({
      platformName: host,
      family: 'moodle',
      isNew: true,
      active: true,
      scopes: scope.split(' '),
    });
    expect(await registrations.list()).toEqual([
      {
        id: expect.any(String) as string,
        version: 1,
        issuer: platform.origin,
        clientId,
        name: host,
        authUrl: `${platform.origin}/mod/lti/auth.php`,
        tokenUrl: `${platform.origin}/mod/lti/token.php`,
        jwksUrl: `${platform.origin}/mod/lti/certs.php`,
        pagesOrigin: platform.origin,
        family: 'moodle',
        scopes: scope.split(' '),
        deployments: ['1'],
        active: true,
        createdAt: new Date('2026-11-24T12:00:00Z'),
      },
    ]);
  });

  it('is asked for name, e-mail, every service, and a place in the content chooser', async () => {
    await startRegistration().registration.register(initiation());

    const request = platform.request();
    expect(request).toMatchObject({
      application_type: 'web',
      response_types: ['id_token'],
      grant_types: ['implicit', 'client_credentials'],
      initiate_login_uri: 'https://tool.example/lti/login',
      redirect_uris: ['https://tool.example/lti/launch'],
      jwks_uri: 'https://tool.example/lti/keys',
      logo_uri: 'https://tool.example/lti/icon.svg',
      token_endpoint_auth_method: 'private_key_jwt',
    });
    expect(String(request['scope']).split(' ').sort()).toEqual(ALL_SCOPES);
    expect(request[TOOL_CONFIGURATION]).toEqual({
      domain: 'tool.example',
      description: 'Readings and more',
      target_link_uri: 'https://tool.example/',
      claims: ['iss', 'sub', 'name', 'given_name', 'family_name', 'email'],
      messages: [
        { type: 'LtiResourceLinkRequest' },
        {
          type: 'LtiDeepLinkingRequest',
          target_link_uri: 'https://tool.example/deep-linking',
          label: 'The Training',
          placements: ['ContentArea'],
        },
      ],
    });
    // Nothing that a real Moodle took is missing.
    const names = Object.keys(recorded.full.request).filter(
      (name) => !/#|contacts|_uri$/.test(name),
    );
    expect(Object.keys(request)).toEqual(expect.arrayContaining(names));
  });

  it('gets its token on both calls, in the header and nowhere else', async () => {
    await startRegistration().registration.register(initiation());
    expect(platform.seen.map(({ method, path }) => [method, path])).toEqual([
      ['GET', '/openid-configuration'],
      ['POST', '/mod/lti/openid-registration.php'],
    ]);
    for (const { headers, body } of platform.seen) {
      expect(headers.authorization).toBe(`Bearer ${TOKEN}`);
      expect(body).not.toContain(TOKEN);
    }
  });

  it('is registered as well with the least that a real one granted', async () => {
    platform.behave('registration', () => json(200, recorded.minimal.answer));
    const { registration, registrations } = startRegistration();
    const { scopes } = await registration.register(initiation());
    expect(scopes).not.toContain(NRPS);
    expect(await registrations.list()).toMatchObject([{ deployments: ['2'], scopes }]);
  });

  it.each(Object.entries(recorded.errors))(
    'says in plain words what it has against us: %s',
    async (_name, answer) => {
      platform.behave('registration', () => answer);
      const { registration, registrations } = startRegistration();

      const error: unknown = await registration.register(initiation()).catch((e: unknown) => e);

      expect(error).toBeInstanceOf(AppError);
      const { id, status, userMessage, detail } = error as AppError;
      expect({ id, status }).toEqual({ id: 'registration-failed', status: 400 });
      expect(userMessage.whatToDo).toContain('the invitation link can be used again');
      expect(userMessage.whatToDo).not.toMatch(/[<>{}]/);
      const isPage = answer.body.includes('<');
      const words = answer.body.replaceAll('_', ' ');
      expect(userMessage.whatToDo.includes(`“${words}”`)).toBe(!isPage);
      expect(detail).not.toContain(words);
      expect(await registrations.list()).toEqual([]);
    },
  );

  it('cannot use its token twice', async () => {
    const { registration } = startRegistration();
    await registration.register(initiation());
    await expect(registration.register(initiation())).rejects.toMatchObject({
      userMessage: { whatToDo: expect.stringContaining('token already used') as string },
    });
  });
});

describe('Canvas', () => {
  beforeEach(async () => {
    platform = await startFakePlatform('canvas');
  });

  it('is asked for its placements, names and an icon, in its own members', async () => {
    await startRegistration().registration.register(initiation());

    const shown = { label: 'The Training', icon_uri: 'https://tool.example/lti/icon.svg' };
    expect(platform.request()[TOOL_CONFIGURATION]).toMatchObject({
      [`${CANVAS}/privacy_level`]: 'public',
      claims: expect.arrayContaining(['name', 'email']) as string[],
      messages: [
        {
          type: 'LtiResourceLinkRequest',
          target_link_uri: 'https://tool.example/',
          ...shown,
          placements: ['course_navigation'],
          [`${CANVAS}/course_navigation/default_enabled`]: true,
          [`${CANVAS}/visibility`]: 'members',
        },
        {
          type: 'LtiDeepLinkingRequest',
          target_link_uri: 'https://tool.example/deep-linking',
          ...shown,
          placements: ['assignment_selection', 'link_selection', 'module_index_menu_modal'],
        },
      ],
    });
  });

  it('is kept with its account’s name, its token address as audience, and deployments to come', async () => {
    const { registration, registrations } = startRegistration();
    const outcome = await registration.register(initiation());
    expect(outcome).toMatchObject({ platformName: 'Test University', family: 'canvas' });
    const [kept] = await registrations.list();
    expect(kept).toMatchObject({
      clientId: '10000000000001',
      name: 'Test University',
      family: 'canvas',
      deployments: [],
      learnsDeployments: true,
    });
    expect(kept).not.toHaveProperty('audience');
    expect([...(kept?.scopes ?? [])].sort()).toEqual(ALL_SCOPES);
  });

  it('may frame this tool on the host of the school that registers, not on that of all', async () => {
    const school = platform.origin.replace('127.0.0.1', 'localhost');
    platform.configure({ registration_endpoint: `${school}/api/lti/registrations` });
    const { registration, repositories } = startRegistration();
    await registration.register(initiation());
    const mayFrame = createFrameAncestors(repositories.registrations, () => new Date());
    expect(await mayFrame()).toEqual([platform.origin, school]);
  });

  it('is not asked for what its version does not have', async () => {
    platform.configure({
      scopes_supported: [`${AGS}/score`],
      'https://purl.imsglobal.org/spec/lti-platform-configuration': {
        product_family_code: 'Canvas',
        messages_supported: [
          { type: 'LtiResourceLinkRequest', placements: ['account_navigation'] },
          { type: 'LtiDeepLinkingRequest', placements: ['link_selection'] },
        ],
      },
    });
    await startRegistration().registration.register(initiation());
    const request = platform.request();
    expect(request['scope']).toBe(`${AGS}/score`);
    expect(request[TOOL_CONFIGURATION]).toMatchObject({
      messages: [{ type: 'LtiDeepLinkingRequest', placements: ['link_selection'] }],
    });
  });

  it('needs the token for its configuration too, and says so in its own words', async () => {
    const { registration } = startRegistration();
    await expect(
      registration.register({ openidConfiguration: platform.configurationUrl }),
    ).rejects.toMatchObject({
      userMessage: { whatToDo: expect.stringContaining('“Access token missing”') as string },
    });
  });
});

describe('any platform', () => {
  beforeEach(async () => {
    platform = await startFakePlatform('moodle');
  });

  const answering = (answer: object): void => {
    platform.behave('registration', () => json(201, answer));
  };

  it('of another make gets both messages, and its own audience for tokens', async () => {
    platform.configure({
      authorization_server: 'https://auth.example/audience',
      'https://purl.imsglobal.org/spec/lti-platform-configuration': {},
    });
    answering({ client_id: 42 });
    const { registration, registrations } = startRegistration();
    await registration.register(initiation());
    expect(platform.request()[TOOL_CONFIGURATION]).toMatchObject({
      messages: [{ type: 'LtiResourceLinkRequest' }, { type: 'LtiDeepLinkingRequest' }],
    });
    expect(await registrations.list()).toMatchObject([
      { clientId: '42', family: 'unknown', audience: 'https://auth.example/audience' },
    ]);
  });

  it('that registers again with its client id gets its new values, and keeps keys and deployments', async () => {
    const { registration, registrations, repositories } = startRegistration();
    const deployed = (id: string) => ({
      client_id: 'c',
      [TOOL_CONFIGURATION]: { deployment_id: id },
    });
    answering(deployed('1'));
    await registration.register(initiation());
    const [before] = await registrations.list();
    const keys = await repositories.registrationKeys.all();

    answering({ ...deployed('2'), scope: NRPS });
    platform.configure({ token_endpoint: `${platform.origin}/new-token` });
    const again = await registration.register(initiation());

    expect(again).toMatchObject({ isNew: false, active: true });
    expect(await registrations.list()).toEqual([
      {
        ...before,
        version: 2,
        tokenUrl: `${platform.origin}/new-token`,
        scopes: [NRPS],
        deployments: ['1', '2'],
      },
    ]);
    expect(await repositories.registrationKeys.all()).toEqual(keys);
  });

  it('that was switched off stays off when it registers again', async () => {
    const { registration, registrations } = startRegistration();
    answering({ client_id: 'c' });
    await registration.register(initiation());
    await registrations.deactivate({ issuer: platform.origin, clientId: 'c' });
    await expect(registration.register(initiation())).resolves.toMatchObject({ active: false });
    expect(await registrations.list()).toMatchObject([{ active: false }]);
  });

  it('may be registered several times, by several client ids', async () => {
    const { registration, registrations, repositories } = startRegistration();
    for (const client_id of ['a', 'b']) {
      answering({ client_id });
      await registration.register(initiation());
    }
    expect((await registrations.list()).map(({ clientId }) => clientId)).toEqual(['a', 'b']);
    expect(await repositories.registrationKeys.all()).toHaveLength(2);
  });

  it('gives nothing to those who register it twice at once but one registration', async () => {
    answering({ client_id: 'c' });
    const { registration, registrations, repositories } = startRegistration();
    await Promise.all([registration.register(initiation()), registration.register(initiation())]);
    expect(await registrations.list()).toHaveLength(1);
    expect(await repositories.registrationKeys.all()).toHaveLength(1);
  });
});

import { randomBytes, randomUUID } from 'node:crypto';
import { installRoutes } from '../../../lti-tool/features/admin/install-routes';
import { createInstallService } from '../../../lti-tool/features/admin/install-service';
import { createInvitationService } from '../../../lti-tool/lti/invitations';
import { createRegistrationService } from '../../../lti-tool/lti/registrations';
import { createSeal } from '../../../lti-tool/lti/seal';
import { type FeatureApp, featureApp } from '../../support/feature-app';
import { openWorld, type World } from '../../support/world';

const tool = {
  baseUrl: 'https://training.example.org',
  name: 'The training',
  description: 'A training',
  contentUrl: 'https://training.example.org/choose',
  iconUrl: 'https://training.example.org/icon.svg',
};
const VALUES = {
  issuer: 'https://moodle.example.org',
  clientId: 'client-1',
  deployments: '1\r\n2\r\n',
  authUrl: 'https://moodle.example.org/mod/lti/auth.php',
  tokenUrl: 'https://moodle.example.org/mod/lti/token.php',
  jwksUrl: 'https://moodle.example.org/mod/lti/certs.php',
};

let world: World;
let app: FeatureApp;
let invite: () => Promise<string>;
beforeEach(async () => {
  world = await openWorld();
  const { repositories, now } = world;
  const invitations = createInvitationService({
    ...repositories,
    randomBytes,
    now,
    baseUrl: tool.baseUrl,
  });
  const registrations = createRegistrationService({
    repositories,
    seal: createSeal(Buffer.alloc(32, 1)),
    now,
    newId: randomUUID,
    allowPrivatePlatforms: false,
  });
  invite = async () => (await invitations.create('command')).url;
  app = featureApp(world, ({ show }) =>
    installRoutes({
      service: createInstallService({ invitations, registrations }),
      tool,
      canvasKey: { title: tool.name },
      show,
    }),
  );
});
afterEach(() => world.close());

const enter = (fields: Record<string, string>) => app.post('/install/platform', fields);
const platforms = () => world.repositories.registrations.all();

test('everyone reads what to paste where, and nothing secret', async () => {
  const { text } = await app.get('/install').expect(200);
  for (const value of ['/', '/lti/login', '/lti/launch', '/lti/keys', '/choose', '/icon.svg']) {
    expect(text).toContain(`<code class="copy">${tool.baseUrl}${value}</code>`);
  }
  for (const field of ['Initiate login URL', 'Redirection URI(s)', 'Content Selection URL']) {
    expect(text).toContain(`<dt>${field}</dt>`);
  }
  await app
    .get('/lti/canvas.json')
    .expect(200)
    .expect('Content-Type', /^application\/json/)
    .expect({ title: tool.name });
});

test('whoever was invited connects a platform, once', async () => {
  const invitation = await invite();
  const { text } = await enter({ ...VALUES, invitation }).expect(200);
  expect(text).toContain('moodle.example.org');
  expect(await platforms()).toMatchObject([
    { ...VALUES, deployments: ['1', '2'], name: 'moodle.example.org', active: true },
  ]);
  const again = await enter({ ...VALUES, clientId: 'client-2', invitation }).expect(400);
  expect(again.text).toContain('The invitation is unknown, was used before, or is too old');
  expect(await platforms()).toHaveLength(1);
});

test('the code at the end of the link is as good as the link', async () => {
  const code = (await invite()).split('/').at(-1) ?? '';
  await enter({ ...VALUES, invitation: ` ${code}/ ` }).expect(200);
});

test('a mistake is said at its field, keeps what was typed, and uses no invitation up', async () => {
  const invitation = await invite();
  const wrong = { ...VALUES, deployments: ' ', tokenUrl: 'http://10.0.0.1/token', invitation };
  const { text } = await enter(wrong).expect(400);
  expect(text).toContain(
    '<a href="#deployments">Deployment ID is missing: at least one is needed.',
  );
  expect(text).toContain(
    '<a href="#tokenUrl">Access token URL must be an https address on the public internet.',
  );
  expect(text).toContain(`value="${VALUES.issuer}"`);
  expect(await platforms()).toEqual([]);
  await enter({ ...VALUES, invitation }).expect(200);
});

test('a platform that is known already is not connected again', async () => {
  await enter({ ...VALUES, invitation: await invite() }).expect(200);
  const before = await platforms();
  const jwksUrl = 'https://elsewhere.example.org/keys';
  const { text } = await enter({ ...VALUES, jwksUrl, invitation: await invite() }).expect(400);
  expect(text).toContain('<a href="#clientId">');
  expect(await platforms()).toEqual(before);
});

test.each([
  ['none', {}],
  ['an empty one', { invitation: '' }],
  ['a made-up one', { invitation: 'A'.repeat(43) }],
  ['one of the wrong kind', { 'invitation[]': 'x' }],
  ['a long one', { invitation: '-'.repeat(150_000) }],
  ['markup', { invitation: '"><script>alert(1)</script>' }],
])('without an invitation nothing is told of platforms: %s', async (_what, fields) => {
  await enter({ ...VALUES, invitation: await invite() }).expect(200);
  const before = await platforms();
  const known = await enter({ ...VALUES, ...fields }).expect(400);
  expect(known.text).toContain('The invitation is unknown');
  expect(known.text).not.toContain('is registered');
  expect(known.text).not.toContain('<script>alert');
  expect(await platforms()).toEqual(before);
});

test('an invitation that is too old connects nothing', async () => {
  const invitation = await invite();
  world.pass(8 * 24 * 60 * 60 * 1000);
  await enter({ ...VALUES, invitation }).expect(400);
  expect(await platforms()).toEqual([]);
});

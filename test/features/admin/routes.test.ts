import { randomBytes, randomUUID } from 'node:crypto';
import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import type { Registration } from '../../../lti-tool/domain/registration';
import { adminRoutes } from '../../../lti-tool/features/admin/routes';
import { createAdminService } from '../../../lti-tool/features/admin/service';
import { createInvitationService } from '../../../lti-tool/lti/invitations';
import type { ConnectionFinding, ContextServices } from '../../../lti-tool/lti/port';
import {
  createRegistrationService,
  type RegistrationService,
} from '../../../lti-tool/lti/registrations';
import { createSeal } from '../../../lti-tool/lti/seal';
import { type FeatureApp, featureApp } from '../../support/feature-app';
import { openWorld, type World } from '../../support/world';

let world: World;
let app: FeatureApp;
let registrations: RegistrationService;
let own: Registration;
let other: Registration;
let administrator: Enrolment;
let checked: ContextServices[];
let findings: readonly ConnectionFinding[];

beforeEach(async () => {
  world = await openWorld();
  const { repositories, now } = world;
  registrations = createRegistrationService({
    repositories,
    seal: createSeal(Buffer.alloc(32, 1)),
    now,
    newId: randomUUID,
    allowPrivatePlatforms: false,
  });
  own = await connect('own');
  other = await connect('neighbour');
  administrator = await world.enrol({ registrationId: own.id, role: 'administrator' });
  checked = [];
  findings = [];
  app = featureApp(world, (web) =>
    adminRoutes({
      service: createAdminService({
        registrations,
        findRegistration: repositories.registrations.get,
        keysOf: repositories.registrationKeys.of,
        contextRecords: repositories.contextRecords,
        invitations: createInvitationService({
          ...repositories,
          randomBytes,
          now,
          baseUrl: 'https://training.example.org',
        }),
        connectionCheck: {
          run(services) {
            checked.push(services);
            return Promise.resolve(findings);
          },
        },
      }),
      ...web,
    }),
  );
  app.visitAs(administrator);
});
afterEach(() => world.close());

/** Straight into the store: to make a real key takes a second. */
async function connect(name: string): Promise<Registration> {
  const { repositories, now } = world;
  await repositories.registrationKeys.add({
    id: `key-of-${name}`,
    registrationId: name,
    publicKey: 'public',
    sealedPrivateKey: 'sealed',
    createdAt: now(),
  });
  return repositories.registrations.add({
    id: name,
    issuer: `https://${name}.example.org`,
    clientId: `client-${name}`,
    name: `Platform ${name}`,
    authUrl: `https://${name}.example.org/auth`,
    tokenUrl: `https://${name}.example.org/token`,
    jwksUrl: `https://${name}.example.org/keys`,
    deployments: [`deployment-${name}`],
    active: true,
    createdAt: now(),
  });
}

const newest = async ({ id }: Registration): Promise<Registration | undefined> =>
  world.repositories.registrations.get(id);
const keysOf = ({ id }: Registration) => world.repositories.registrationKeys.of(id);

const changed = {
  name: 'New name',
  deployments: 'deployment-own\r\n7',
  authUrl: 'https://own.example.org/auth2',
  tokenUrl: 'https://own.example.org/token2',
  jwksUrl: 'https://own.example.org/keys2',
  audience: '',
};

test('an administrator sees their own platform, and nothing of another', async () => {
  const { text } = await app.get('/admin').expect(200);
  for (const value of ['Platform own', own.issuer, own.clientId, own.jwksUrl, 'deployment-own']) {
    expect(text).toContain(value);
  }
  expect(text).toContain('key-of-o…');
  expect(text).not.toContain('neighbour');
  expect(text).not.toContain('sealed');
  expect(text).toContain('<a href="/admin" aria-current="page">Administration</a>');
});

test('an administrator changes the values, but never whom they speak for', async () => {
  await app
    .post('/admin/platform', {
      ...changed,
      id: other.id,
      issuer: other.issuer,
      clientId: other.clientId,
    })
    .expect(303)
    .expect('Location', '/admin?done=values');
  expect(await newest(own)).toMatchObject({
    issuer: own.issuer,
    clientId: own.clientId,
    name: 'New name',
    deployments: ['deployment-own', '7'],
    jwksUrl: 'https://own.example.org/keys2',
  });
  expect(await newest(other)).toEqual(other);
  expect((await app.get('/admin?done=values')).text).toContain('The values were saved');
});

test('the form shows the values of now, and says mistakes at their fields', async () => {
  expect((await app.get('/admin/platform').expect(200)).text).toContain(`value="${own.authUrl}"`);
  const wrong = { ...changed, jwksUrl: 'https://127.0.0.1/keys', deployments: '' };
  const { text } = await app.post('/admin/platform', wrong).expect(400);
  expect(text).toContain('Public keyset URL must be an https address on the public internet.');
  expect(text).toContain('Deployment ID is missing: at least one is needed.');
  expect(text).toContain('value="https://own.example.org/auth2"');
  expect(await newest(own)).toEqual(own);
});

test('a new key signs from then on, and the one before is named as replaced', async () => {
  world.pass(60_000);
  await app.post('/admin/keys', {}).expect(303).expect('Location', '/admin?done=keys');
  expect(await keysOf(own)).toHaveLength(2);
  expect(await keysOf(other)).toHaveLength(1);
  const { text } = await app.get('/admin?done=keys');
  expect(text).toContain('A new key signs from now on');
  expect(text.indexOf('>Signs<')).toBeLessThan(text.indexOf('>Replaced on'));
});

test('an invitation link is shown once, and names nobody', async () => {
  const { text } = await app.post('/admin/invitation', {}).expect(200);
  const [, url = ''] = /<code class="copy">([^<]+)<\/code>/.exec(text) ?? [];
  expect(url).toMatch(/^https:\/\/training\.example\.org\/lti\/register\/[\w-]{43}$/);
  expect(text).toContain('27 November 2026, 09:00 UTC');
  expect((await app.get('/admin')).text).not.toContain('/lti/register/');
});

test('a platform is switched off only with the box ticked', async () => {
  const { text } = await app.post('/admin/switch-off', {}).expect(400);
  expect(text).toContain('href="#confirmed"');
  expect((await newest(own))?.active).toBe(true);
  await app.post('/admin/switch-off', { confirmed: 'yes', id: other.id }).expect(200);
  expect((await newest(own))?.active).toBe(false);
  expect((await newest(other))?.active).toBe(true);
});

test('the check asks with what the launches of this very context told', async () => {
  const context = { registrationId: own.id, deploymentId: administrator.deploymentId };
  const record = { lineItems: {}, scopes: [], launchedAt: world.now() };
  const { contextRecords } = world.repositories;
  await contextRecords.change({ ...context, contextId: 'context' }, () => ({
    ...context,
    contextId: 'context',
    ...record,
    lineItemsUrl: 'https://own.example.org/items',
  }));
  await contextRecords.change({ ...context, contextId: 'elsewhere' }, () => ({
    ...context,
    contextId: 'elsewhere',
    ...record,
    membershipsUrl: 'https://own.example.org/elsewhere',
  }));
  await app.get('/admin/connection').expect(200);
  expect(checked).toEqual([]);
  findings = [{ part: 'columns', outcome: 'works', detail: 'Columns: 3.' }];
  const { text } = await app.post('/admin/connection', {}).expect(200);
  expect(checked).toEqual([
    { registrationId: own.id, lineItemsUrl: 'https://own.example.org/items' },
  ]);
  expect(text).toContain('Everything works.');
});

const FORMS = [
  '/admin/platform',
  '/admin/keys',
  '/admin/invitation',
  '/admin/switch-off',
  '/admin/connection',
];

test.each(FORMS)('%s takes no form of another session', async (address) => {
  await app.post(address, { ...changed, confirmed: 'yes', formToken: 'x.y' }).expect(403);
  expect([await newest(own), checked]).toEqual([own, []]);
  expect(await keysOf(own)).toHaveLength(1);
});

test.each<['participant' | 'facilitator']>([['participant'], ['facilitator']])(
  'a %s of the platform sees and changes nothing',
  async (role) => {
    app.visitAs(await world.enrol({ registrationId: own.id, role }));
    await app.get('/admin').expect(403);
    for (const address of FORMS) {
      await app.post(address, { ...changed, confirmed: 'yes' }).expect(403);
    }
    expect([await newest(own), await keysOf(own), checked]).toMatchObject([own, [{}], []]);
  },
);

test('who is no administrator any more keeps no rights in an open window', async () => {
  const { subject, registrationId } = administrator;
  world.pass(1000);
  await world.enrol({ subject, registrationId, role: 'facilitator' });
  await app.get('/admin').expect(403);
});

test('a platform that was removed meanwhile is said to be gone', async () => {
  await registrations.remove({ id: own.id });
  await app.get('/admin').expect(404);
  await app.post('/admin/platform', changed).expect(404);
});

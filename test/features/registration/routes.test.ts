import { randomBytes } from 'node:crypto';
import express, { type Express } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { registrationRoutes } from '../../../lti-tool/features/registration/routes';
import { createInvitationService } from '../../../lti-tool/lti/invitations';
import type { Invitations } from '../../../lti-tool/lti/port';
import { errorPage } from '../../../lti-tool/web/error-page';
import { notFound } from '../../../lti-tool/web/not-found';
import { pageShower } from '../../../lti-tool/web/pages';
import { securityHeaders } from '../../../lti-tool/web/security-headers';
import {
  type FakePlatform,
  json,
  startFakePlatform,
  TOKEN,
} from '../../lti/registration/fake-platform';
import { startRegistration } from '../../lti/registration/registering';
import { templates } from '../../support/feature-app';
import { openWorld, type World } from '../../support/world';

const BASE_URL = 'https://tool.example';
const DAY = 24 * 60 * 60 * 1000;

let world: World;
let platform: FakePlatform;
let app: Express;
let invitations: Invitations;
let registered: () => Promise<number>;
let logged: string[];
beforeEach(async () => {
  world = await openWorld();
  platform = await startFakePlatform('moodle');
  invitations = createInvitationService({
    invitations: world.repositories.invitations,
    randomBytes,
    now: world.now,
    baseUrl: BASE_URL,
  });
  const { registration, registrations } = startRegistration();
  registered = async () => (await registrations.list()).length;
  logged = [];
  app = express();
  app.set('query parser', 'simple');
  app.use(securityHeaders(BASE_URL, () => Promise.resolve(['https://known.example'])));
  const show = pageShower(templates);
  const icon = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
  app.use(registrationRoutes({ invitations, registration, baseUrl: BASE_URL, icon, show }));
  app.use(notFound);
  app.use(errorPage(templates, pino({}, { write: (line: string) => logged.push(line) })));
});
afterEach(async () => {
  await platform.close();
  await world.close();
});

const pathOf = async (): Promise<string> =>
  (await invitations.create('command')).url.slice(BASE_URL.length);
const initiation = () => ({
  openid_configuration: platform.configurationUrl,
  registration_token: TOKEN,
});
const register = (path: string) => request(app).get(path).query(initiation());

test('a platform that opens an invitation link is registered, and told what comes next', async () => {
  const page = await register(await pathOf()).expect(200);
  expect(await registered()).toBe(1);
  for (const shown of ['The training is connected', '127.0.0.1:', 'Activate', 'Granted']) {
    expect(page.text).toContain(shown);
  }
  expect(page.text).not.toContain('Not granted');
  expect(page.text).not.toContain(TOKEN);
  expect(page.text).toMatch(/<script type="module" src="\/assets\/close-registration\.[^"]+"/);
});

test('services that were not granted are named, with what is lost', async () => {
  platform.behave('registration', () =>
    json(200, { client_id: 'c', scope: 'https://purl.imsglobal.org/spec/lti-ags/scope/score' }),
  );
  const { text } = await register(await pathOf()).expect(200);
  expect(text.match(/Not granted/g)).toHaveLength(3);
  expect(text).toContain('Facilitators see only people who have opened the training.');
});

test('the pages may be framed by a platform that is not known yet, and nothing else is loosened', async () => {
  const path = await pathOf();
  const pages = [await request(app).get(path), await register(path), await register(path)];
  expect(pages.map(({ status }) => status)).toEqual([200, 200, 403]);
  for (const { headers } of pages) {
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toMatch(/frame-ancestors \*$/);
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cross-origin-opener-policy']).toBe('unsafe-none');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['set-cookie']).toBeUndefined();
  }
});

test('a person who opens the link is told where it belongs, and uses nothing up', async () => {
  const path = await pathOf();
  const page = await request(app).get(path).expect(200);
  expect(page.text).toContain(`${BASE_URL}${path}`);
  expect(page.text).toContain('27 November 2026');
  await request(app).head(path).query(initiation()).expect(200);
  expect(platform.seen).toEqual([]);
  await register(path).expect(200);
});

describe('check 55: a rogue registration', () => {
  const refused = async (path: string): Promise<string> => {
    const { text } = await register(path).expect(403);
    expect(platform.seen).toEqual([]);
    expect(await registered()).toBe(0);
    expect(text).toContain('invitation link');
    return text;
  };

  test('without an invitation', async () => {
    await refused('/lti/register');
    await request(app).get('/lti/register').expect(403);
    await request(app).post('/lti/register').send(initiation()).expect(405);
  });

  test.each(['x', 'A'.repeat(43), 'x'.repeat(4000), '%00', '__proto__', '..%2Fkeys'])(
    'with the made-up invitation %s',
    async (code) => {
      await invitations.create('command');
      const text = await refused(`/lti/register/${code}`);
      expect(text).not.toContain('x'.repeat(100));
    },
  );

  test('with an invitation that has expired', async () => {
    const path = await pathOf();
    world.pass(7 * DAY);
    await refused(path);
    await request(app).get(path).expect(403);
  });

  test('with an invitation that was used', async () => {
    const path = await pathOf();
    await register(path).expect(200);
    const calls = platform.seen.length;
    const { text } = await register(path).expect(403);
    expect(text).toContain('nothing is left to do');
    expect(platform.seen).toHaveLength(calls);
  });

  test('with one invitation twice at the same moment: one is registered', async () => {
    const path = await pathOf();
    const statuses = await Promise.all(
      Array.from({ length: 5 }, async () => (await register(path)).status),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.every((status) => [200, 403, 409].includes(status))).toBe(true);
    expect(await registered()).toBe(1);
    expect(platform.seen).toHaveLength(2);
  });

  test.each<[string, Record<string, string | string[]>]>([
    ['a file', { openid_configuration: 'file:///etc/passwd' }],
    ['no address', { openid_configuration: '' }],
    ['a script', { openid_configuration: 'javascript:alert(1)' }],
    ['two addresses', { openid_configuration: ['https://a.example/', 'https://b.example/'] }],
    ['no end', { openid_configuration: `https://a.example/${'x'.repeat(3000)}` }],
    ['a token with a line break', { registration_token: 'a\r\nX-Evil: 1' }],
    ['a token with markup', { registration_token: '<script>' }],
    ['two tokens', { registration_token: ['a', 'b'] }],
  ])('that brings %s is refused, and leaves the invitation usable', async (_what, members) => {
    const path = await pathOf();
    const { text } = await request(app)
      .get(path)
      .query({ ...initiation(), ...members })
      .expect(400);
    expect(text).toContain('the invitation link can be used again');
    expect(text).not.toMatch(/etc\/passwd|alert|a\.example/);
    expect(platform.seen).toEqual([]);
    await register(path).expect(200);
  });

  test('a try that fails leaves the invitation usable, and shows the platform’s words escaped', async () => {
    const path = await pathOf();
    platform.behave('registration', () => ({ status: 400, body: 'missing_domain & "more"' }));
    const { text } = await register(path).expect(400);
    expect(text).toContain('“missing domain more”');
    expect(await registered()).toBe(0);
    platform.behave('registration', () => json(200, { client_id: 'c' }));
    await register(path).expect(200);
  });

  test('leaves neither codes nor tokens nor the platform’s words in the log', async () => {
    const path = await pathOf();
    platform.behave('registration', () => ({ status: 400, body: 'words of the platform' }));
    await register(path).expect(400);
    await register(`${path}x`).expect(403);
    expect(logged).toHaveLength(2);
    for (const secret of [path.split('/').at(-1) ?? '', TOKEN, 'words of the platform']) {
      expect(logged.join('\n')).not.toContain(secret);
    }
  });
});

test('the icon may be shown by other sites', async () => {
  const { headers } = await request(app).get('/lti/icon.svg').expect(200);
  expect(headers['content-type']).toBe('image/svg+xml');
  expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
});

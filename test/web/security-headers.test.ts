import express from 'express';
import request from 'supertest';
import { createFrameAncestors } from '../../lti-tool/lti/frame-ancestors';
import type { Registration } from '../../lti-tool/domain/registration';
import { allowForms, securityHeaders } from '../../lti-tool/web/security-headers';
import { openWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

function appOf(baseUrl: string, frameAncestors: () => Promise<readonly string[]>) {
  const app = express();
  app.use(securityHeaders(baseUrl, frameAncestors));
  app.get('/', (_req, res) => {
    res.send('page');
  });
  return app;
}

async function directives(app: express.Express): Promise<ReadonlyMap<string, string>> {
  const { headers } = await request(app).get('/').expect(200);
  const policy = headers['content-security-policy'] ?? '';
  return new Map(
    policy.split('; ').map((line) => {
      const [name = '', ...values] = line.split(' ');
      return [name, values.join(' ')];
    }),
  );
}

const registration = (host: string, active: boolean): Omit<Registration, 'version'> => ({
  id: host,
  issuer: `https://${host}`,
  clientId: 'client',
  name: host,
  authUrl: `https://sign-in.${host}/auth?tenant=1`,
  tokenUrl: `https://${host}/token`,
  jwksUrl: `https://${host}/jwks`,
  deployments: ['1'],
  active,
  createdAt: world.now(),
});
const add = (fields: Omit<Registration, 'version'>): Promise<Registration> =>
  world.repositories.registrations.add(fields);

test('active platforms may frame the pages; after a deactivation, within 5 s, no more', async () => {
  const active = await add(registration('active.example', true));
  await add(registration('inactive.example', false));
  const { registrations } = world.repositories;
  const app = appOf('https://tool.example', createFrameAncestors(registrations, world.now));
  expect((await directives(app)).get('frame-ancestors')).toBe(
    "'self' https://active.example https://sign-in.active.example",
  );
  await registrations.save({ ...active, active: false });
  world.pass(5_000);
  expect((await directives(app)).get('frame-ancestors')).toBe("'self'");
});

test('nothing is loaded or sent elsewhere, and no script stands in a page', async () => {
  const policy = await directives(appOf('https://tool.example', () => Promise.resolve([])));
  expect(Object.fromEntries(policy)).toEqual({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    'connect-src': "'self'",
    'form-action': "'self'",
    'base-uri': "'none'",
    'frame-ancestors': "'self'",
  });
});

test('over https browsers are told to stay there; over http they are not', async () => {
  const none = () => Promise.resolve([]);
  const secure = await request(appOf('https://tool.example', none)).get('/');
  expect(secure.headers['strict-transport-security']).toBe('max-age=31536000');
  expect(secure.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
  });
  expect(secure.headers['x-frame-options']).toBeUndefined();
  const plain = await request(appOf('http://localhost:3000', none)).get('/');
  expect(plain.headers['strict-transport-security']).toBeUndefined();
});

test('without the store, what needs no store is still answered', async () => {
  const all = () => Promise.reject(new Error('no store'));
  const app = appOf('https://tool.example', createFrameAncestors({ all }, world.now));
  expect((await directives(app)).get('frame-ancestors')).toBe("'self'");
});

test('while the store is away, the platforms that were known last may frame', async () => {
  const known = [{ ...registration('known.example', true), version: 1 }];
  const all = jest.fn(() => Promise.resolve(known));
  const app = appOf('https://tool.example', createFrameAncestors({ all }, world.now));
  const before = (await directives(app)).get('frame-ancestors');
  expect(before).toContain('https://known.example');
  all.mockRejectedValue(new Error('no store'));
  world.pass(5_000);
  expect((await directives(app)).get('frame-ancestors')).toBe(before);
  expect(all).toHaveBeenCalledTimes(2);
});

test('a page can let its forms lead elsewhere, and only its forms', async () => {
  const app = express();
  app.use(securityHeaders('https://tool.example', () => Promise.resolve([])));
  app.get('/', (_req, res) => {
    allowForms(res, ['https:']);
    res.end();
  });
  const policy = await directives(app);
  expect(policy.get('form-action')).toBe("'self' https:");
  expect(policy.get('default-src')).toBe("'none'");
  expect(policy.get('script-src')).toBe("'self'");
});

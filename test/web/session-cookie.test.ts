import express, { type Express } from 'express';
import request from 'supertest';
import { sessionCookie } from '../../lti-tool/web/session-cookie';

const EXPIRES = new Date('2026-11-24T20:00:00Z');

function appOf(baseUrl: string): Express {
  const cookie = sessionCookie(baseUrl);
  const app = express();
  app.get('/write', (_req, res) => {
    cookie.write(res, 'value-1', EXPIRES);
    res.end();
  });
  app.get('/read', (req, res) => {
    res.json({ value: cookie.read(req) ?? null });
  });
  return app;
}
const secure = appOf('https://tool.example');
const plain = appOf('http://localhost:3000');

async function written(app: Express): Promise<readonly string[]> {
  const { headers } = await request(app).get('/write');
  const lines = headers['set-cookie'] as unknown as string[];
  expect(lines).toHaveLength(1);
  return (lines[0] ?? '').split('; ').sort();
}

test('over https it works in a cross-site frame, and only there, over https, for this host', async () => {
  expect(await written(secure)).toEqual(
    [
      '__Host-launch-session=value-1',
      'Path=/',
      'Expires=Tue, 24 Nov 2026 20:00:00 GMT',
      'HttpOnly',
      'Secure',
      'SameSite=None',
      'Partitioned',
    ].sort(),
  );
});

test('over http, on localhost, it is a plain one that scripts cannot read', async () => {
  expect(await written(plain)).toEqual(
    [
      'launch-session=value-1',
      'Path=/',
      'Expires=Tue, 24 Nov 2026 20:00:00 GMT',
      'HttpOnly',
      'SameSite=Lax',
    ].sort(),
  );
});

test.each([
  ['__Host-launch-session=x', 'x', null],
  ['launch-session=x', null, 'x'],
  ['a=1; __Host-launch-session=x; b=2', 'x', null],
  ['__proto__=x; constructor=y', null, null],
  ['%=%;;; =', null, null],
])('the header %j is read', async (header, overHttps, overHttp) => {
  const read = (app: Express) => request(app).get('/read').set('Cookie', header);
  expect((await read(secure)).body).toEqual({ value: overHttps });
  expect((await read(plain)).body).toEqual({ value: overHttp });
});

test('without a cookie there is none', async () => {
  expect((await request(secure).get('/read')).body).toEqual({ value: null });
});

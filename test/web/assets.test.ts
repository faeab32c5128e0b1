import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import request from 'supertest';
import { type Assets, loadAssets } from '../../lti-tool/web/assets';

const STYLE = `${'p { color: black; } '.repeat(100)}\n`;

let folder: string;
let assets: Assets;
let app: express.Express;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'assets-'));
  writeFileSync(path.join(folder, 'main.css'), STYLE);
  writeFileSync(path.join(folder, 'mark.svg'), '<svg/>');
  assets = loadAssets(folder);
  app = express();
  app.use(assets.router);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const get = (encodings: string) =>
  request(app).get(assets.url('main.css')).set('Accept-Encoding', encodings).expect(200);

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['identity', undefined],
  ['identity;q=0', undefined],
])('to whoever accepts %s it is sent as %s, whole', async (accepts, encoding) => {
  const answer = await get(accepts);
  expect(answer.headers['content-encoding']).toBe(encoding);
  expect(answer.headers['vary']).toBe('Accept-Encoding');
  expect(answer.text).toBe(STYLE);
  const length = Number(answer.headers['content-length']);
  expect(encoding ? length < 200 : length === STYLE.length).toBe(true);
});

test('an address is kept for a year, for it changes with the content', async () => {
  const address = assets.url('main.css');
  expect(address).toMatch(/^\/assets\/main\.[\w-]{10}\.css$/);
  const { headers } = await get('br');
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(headers['content-type']).toBe('text/css; charset=utf-8');
  expect(loadAssets(folder).url('main.css')).toBe(address);
  writeFileSync(path.join(folder, 'main.css'), `${STYLE} `);
  const changed = loadAssets(folder).url('main.css');
  writeFileSync(path.join(folder, 'main.css'), STYLE);
  expect(changed).not.toBe(address);
});

test('only what is there is served, under its own address only', async () => {
  for (const address of [
    '/assets/main.css',
    '/assets/main.AAAAAAAAAA.css',
    '/assets/',
    '/assets/../package.json',
    '/assets/%2e%2e/package.json',
  ]) {
    await request(app).get(address).expect(404);
  }
  await request(app).post(assets.url('main.css')).expect(404);
  const head = await request(app).head(assets.url('mark.svg')).expect(200);
  expect(head.headers['content-type']).toBe('image/svg+xml');
});

test('a page cannot ask for what is not there', () => {
  expect(() => assets.url('other.css')).toThrow('views/assets/other.css does not exist');
  expect(() => assets.url('__proto__')).toThrow('does not exist');
});

test('a file of an unknown type stops the start', () => {
  const file = path.join(folder, 'font.exe');
  writeFileSync(file, '');
  expect(() => loadAssets(folder)).toThrow('views/assets/font.exe: files of this type');
  rmSync(file);
});

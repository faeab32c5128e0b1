import express from 'express';
import request from 'supertest';
import { sendText } from '../../lti-tool/web/send-text';

const TEXT = `<p>${'Ein längerer Text. '.repeat(100)}</p>`;
const app = express();
app.get('/', (_req, res) => {
  res.status(201);
  sendText(res, 'html', TEXT);
});

const get = (encodings: string) => request(app).get('/').set('Accept-Encoding', encodings);

test.each([
  ['gzip, deflate, br', 'br'],
  ['gzip, deflate', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0, *', 'gzip'],
  ['deflate', undefined],
  ['identity', undefined],
  ['identity;q=0', undefined],
])('to whoever accepts %s it is sent as %s, whole', async (accepts, encoding) => {
  const { status, headers, text } = await get(accepts);
  expect(status).toBe(201);
  expect(headers['content-encoding']).toBe(encoding);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(headers['vary']).toBe('Accept-Encoding');
  expect(text).toBe(TEXT);
  const length = Number(headers['content-length']);
  expect(encoding ? length < 200 : length === Buffer.byteLength(TEXT)).toBe(true);
});

test('a HEAD request gets the same headers and no body', async () => {
  const whole = await get('br');
  const head = await request(app).head('/').set('Accept-Encoding', 'br').expect(201);
  expect(head.headers['content-length']).toBe(whole.headers['content-length']);
  expect(head.text).toBeUndefined();
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRenderPool, type RenderPool } from '../../lti-tool/certificate/render-pool';
import { renderCertificate } from '../../lti-tool/certificate/render';
import { materials, stationery } from '../support/printing';
import { fields } from './sample';

const at = new Date('2026-11-24T00:00:00Z');
let pool: RenderPool;
beforeAll(() => {
  pool = createRenderPool(() => Promise.resolve({ materials, at }));
});
afterAll(() => pool.close());

test('a thread renders the same bytes as the process itself', async () => {
  const here = await renderCertificate(fields, 'a.b.c', await stationery());
  const there = await pool.render(fields, 'a.b.c');
  expect(Buffer.from(there).equals(here)).toBe(true);
}, 60_000);

test('requests are answered while twenty certificates are rendered', async () => {
  const server = createServer((_req, res) => res.end('ok'));
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  let rendered = 0;
  const all = Promise.all(
    Array.from({ length: 20 }, async () => {
      await pool.render(fields, 'a.b.c');
      rendered += 1;
    }),
  );
  const answer = await fetch(`http://localhost:${port}/healthz`);
  expect(await answer.text()).toBe('ok');
  expect(rendered).toBeLessThan(20);
  await all;
  expect(rendered).toBe(20);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}, 60_000);

test('closing finishes what is under way', async () => {
  const closing = createRenderPool(() => Promise.resolve({ materials, at }));
  const last = closing.render(fields, 'a.b.c');
  await new Promise(setImmediate);
  await closing.close();
  expect(
    Buffer.from(await last)
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
}, 60_000);

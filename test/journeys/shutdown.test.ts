import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, startProcess, takePort, type ToolProcess } from '../support/tool-process';

jest.setTimeout(120_000);

let folder: string;
let running: ToolProcess[];
let free: (() => Promise<void>) | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'process-'));
  running = [];
  free = undefined;
});
afterEach(async () => {
  for (const tool of running) tool.signal('SIGTERM');
  await Promise.all(running.map(({ ended }) => ended));
  await free?.();
  rmSync(folder, { recursive: true });
});

function start(env: Readonly<Record<string, string>>): ToolProcess {
  const tool = startProcess(folder, { DATA_DIR: path.join(folder, 'data'), ...env });
  running.push(tool);
  return tool;
}

const CODE = 'code=0000-0000-0000-0000';

/** A form whose headers have arrived, and whose body has not. */
async function beginForm(port: string): Promise<ClientRequest> {
  const form = request({
    port,
    method: 'POST',
    path: '/verify',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': CODE.length,
      Expect: '100-continue',
    },
  });
  form.flushHeaders();
  await once(form, 'continue');
  return form;
}

test('a stop lets the open request finish and ends with 0; the next start has all data', async () => {
  const ports = { PORT: await freePort(), PRACTICE_LMS_PORT: await freePort() };
  const url = `http://localhost:${ports.PORT}`;
  const first = start(ports);
  await first.says('Try the training from the practice LMS');
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  const form = await beginForm(ports.PORT);

  first.signal('SIGTERM');
  await first.says('stopping');
  await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
  form.end(CODE);
  const [answer] = (await once(form, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBeLessThan(500);
  answer.resume();
  await once(answer, 'end');
  expect(await first.ended).toBe(0);
  expect(first.output()).toContain('"msg":"stopped"');

  const second = start(ports);
  await second.says('Try the training from the practice LMS');
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  second.signal('SIGINT');
  expect(await second.ended).toBe(0);
});

test('a wrong configuration ends with 1, and every problem is named', async () => {
  const tool = start({
    NODE_ENV: 'production',
    BASE_URL: 'http://training.example.org',
    PRACTICE_LMS: 'on',
  });
  expect(await tool.ended).toBe(1);
  expect(tool.output().split('\n')).toEqual([
    'The configuration cannot be used:',
    expect.stringMatching(/^ {2}- BASE_URL must start with https:/),
    expect.stringMatching(/^ {2}- SECRET_KEY is missing/),
    expect.stringMatching(/^ {2}- PRACTICE_LMS must not be on/),
    '',
  ]);
});

test('a port that is in use is named, with what to do', async () => {
  const taken = await takePort();
  free = taken.free;
  const port = String(taken.port);
  const tool = start({ PORT: port, PRACTICE_LMS: 'off' });
  const practice = start({
    DATA_DIR: path.join(folder, 'other'),
    PORT: await freePort(),
    PRACTICE_LMS_PORT: port,
  });
  for (const refused of [tool, practice]) {
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toContain(`:${port}. Set PORT (or PRACTICE_LMS_PORT) to a free one.`);
    expect(refused.output()).not.toMatch(/^\s+at /m);
  }
});

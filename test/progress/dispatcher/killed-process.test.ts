import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { earn, TRAINING_COMPLETED } from '../../../lti-tool/domain/score-outbox';
import { AGS_SCOPE } from '../../../lti-tool/lti/port';
import { openEmbeddedStore } from '../../../lti-tool/store/embedded/store';
import { createRepositories } from '../../../lti-tool/store/repositories';

const CONTEXT = { registrationId: 'r1', deploymentId: 'd1', contextId: 'c1' };
const now = (): Date => new Date();

let folder: string;
let server: Server;
let origin: string;
/** The platform: its columns, and the scores it has taken. */
let columns: { id: string; resourceId: string; tag: string }[];
let taken: { path: string; scoreGiven: number; at: number }[];
/** Called when the platform has done what it was asked, before it answers. */
let beforeAnswer: (done: string) => void;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dispatcher-'));
  columns = [];
  taken = [];
  server = createServer((request, response) => {
    void textOf(request).then((text) => {
      const { status, body } = answerTo(request, text);
      response.writeHead(status).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

function answerTo({ method, url = '' }: IncomingMessage, text: string) {
  const { pathname } = new URL(url, origin);
  if (pathname === '/lineitems' && method === 'GET') return { status: 200, body: columns };
  if (pathname === '/lineitems') {
    const asked = JSON.parse(text) as { resourceId: string; tag: string };
    const column = { ...asked, id: `${origin}/lineitems/${columns.length + 2}` };
    columns.push(column);
    beforeAnswer('column made');
    return { status: 201, body: column };
  }
  const item = pathname.replace(/\/(scores|results)$/, '');
  const held = taken.findLast((score) => score.path === item);
  if (method === 'GET') {
    const result = { userId: '5', resultScore: held?.scoreGiven, resultMaximum: 1 };
    return { status: 200, body: held ? [result] : [] };
  }
  const score = JSON.parse(text) as { scoreGiven: number; timestamp: string };
  const isLate = held && Math.floor(Date.parse(score.timestamp) / 1e3) <= Math.floor(held.at / 1e3);
  if (isLate) return { status: 409, body: [] };
  taken.push({ path: item, scoreGiven: score.scoreGiven, at: Date.now() });
  beforeAnswer('score taken');
  return { status: 200, body: null };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Runs a dispatching process to its end, or until the platform has done `killAt`. */
async function runProcess(secondsAhead: number, killAt?: string): Promise<string> {
  const child: ChildProcess = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      require.resolve('./dispatching-process.ts'),
      path.join(folder, 'store.sqlite'),
      String(secondsAhead),
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  beforeAnswer = (done) => {
    if (done === killAt) child.kill('SIGKILL');
  };
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      resolve(signal ?? `exit ${code ?? ''}`);
    });
  });
}

it('a killed process loses and doubles no score and no line item', async () => {
  const store = await openEmbeddedStore({ file: path.join(folder, 'store.sqlite'), now });
  const { enrolments, contextRecords } = createRepositories(store);
  await contextRecords.change(CONTEXT, () => ({
    ...CONTEXT,
    lineItems: { quiz: `${origin}/lineitems/1` },
    lineItemsUrl: `${origin}/lineitems`,
    scopes: Object.values(AGS_SCOPE),
    launchedAt: now(),
  }));
  const { id } = await enrolments.enrol({
    ...CONTEXT,
    subject: '5',
    role: 'participant',
    launchedAt: now(),
  });
  const one = { scoreGiven: 1, scoreMaximum: 1 };
  await enrolments.change(id, (current) =>
    [
      { activityId: 'quiz', ...one, at: now() },
      { activityId: TRAINING_COMPLETED, ...one, at: new Date(Date.now() + 1) },
    ].reduce(earn, current),
  );

  expect(await runProcess(1, 'score taken')).toBe('SIGKILL');
  expect(await runProcess(601, 'column made')).toBe('SIGKILL');
  expect(await runProcess(1201)).toBe('exit 0');

  const after = await enrolments.get(id);
  expect(after?.scores.map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  expect(after).not.toHaveProperty('nextScoreAt');
  expect(columns).toHaveLength(1);
  expect(taken.map((score) => score.path)).toEqual(['/lineitems/1', '/lineitems/2']);
  await store.close();
}, 60_000);

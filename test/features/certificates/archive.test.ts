import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ArchiveFile, sendArchive } from '../../../lti-tool/features/certificates/archive';

const COUNT = 500;
const SIZE = 100_000;

let server: Server;
let asked: number;
let failsAt: number | undefined;
let ended: Promise<'sent' | 'cut off'>;

async function* files(): AsyncIterable<ArchiveFile> {
  for (let number = 0; number < COUNT; number += 1) {
    await Promise.resolve();
    yield {
      name: `Zoë ${number}.pdf`,
      modified: new Date('2026-11-25T09:00:00Z'),
      bytes() {
        asked += 1;
        if (number === failsAt) return Promise.reject(new Error('the file is gone'));
        return Promise.resolve(randomBytes(SIZE));
      },
    };
  }
}

beforeEach(async () => {
  asked = 0;
  failsAt = undefined;
  server = createServer((_req, res) => {
    ended = sendArchive(files(), res).then(
      () => 'sent',
      () => 'cut off',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function download(): Promise<IncomingMessage> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    get({ port, host: 'localhost' }, resolve).on('error', reject);
  });
}

test('five hundred certificates come one after the other, as fast as they are taken', async () => {
  const answer = await download();
  let taken = 0;
  let furthest = 0;
  let tail = Buffer.alloc(0);
  for await (const piece of answer as AsyncIterable<Buffer>) {
    taken += piece.length;
    tail = Buffer.concat([tail, piece]).subarray(-200_000);
    furthest = Math.max(furthest, asked - taken / SIZE);
  }
  expect(await ended).toBe('sent');
  expect(asked).toBe(COUNT);
  // What lies in the sockets between, and never the whole.
  expect(furthest).toBeLessThan(100);
  // APPNOTE 4.3.16: how many files the directory lists.
  const end = tail.lastIndexOf('PK\x05\x06');
  expect(tail.readUInt16LE(end + 10)).toBe(COUNT);
  expect(tail.includes('Zoë 499.pdf')).toBe(true);
}, 60_000);

test('a receiver that takes nothing holds the reading up', async () => {
  const answer = await download();
  answer.pause();
  for (let unchanged = 0, before = -1; unchanged < 1_000; unchanged += 1) {
    if (asked !== before) unchanged = 0;
    before = asked;
    await nextTurn();
  }
  expect(asked).toBeLessThan(100);
  answer.destroy();
  expect(await ended).toBe('cut off');
}, 60_000);

test('a file that cannot be read cuts the archive off, so that nobody takes it for whole', async () => {
  failsAt = 3;
  const answer = await download();
  answer.on('error', () => undefined).resume();
  if (!answer.closed) await once(answer, 'close').catch(() => undefined);
  expect(answer.complete).toBe(false);
  expect(await ended).toBe('cut off');
  expect(asked).toBe(4);
}, 60_000);

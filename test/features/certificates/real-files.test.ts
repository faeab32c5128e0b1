import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { Writable } from 'node:stream';
import { checkSignature } from '../../../lti-tool/certificate/signature/check';
import { withName } from '../../../lti-tool/domain/certificate-claim';
import { decideCompletion } from '../../../lti-tool/domain/completion';
import { sendArchive } from '../../../lti-tool/features/certificates/archive';
import { createCertificatesService } from '../../../lti-tool/features/certificates/service';
import { completeLedger, issuingOn, rules } from '../../support/issuing';
import { stationery } from '../../support/printing';
import { realPrinting } from '../../support/real-printing';
import { openWorld, type World } from '../../support/world';

const PEOPLE = 500;
/** Files that the first process prints before it is killed: in the middle of a step of ten. */
const KILLED_AFTER = 34;
/** Longer than a job rests after its process died. */
const LEASE = 31_000;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Starts a process that works on jobs, and kills it in the midst of its work. */
async function workUntilKilled(): Promise<number> {
  const script = require.resolve('./children/issue-in-bulk.ts');
  const file = path.join(world.folder, 'store.sqlite');
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', script, file, world.now().toISOString()],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let printed = 0;
  const lines = createInterface(child.stdout);
  lines.on('line', () => {
    printed += 1;
    if (printed === KILLED_AFTER) child.kill('SIGKILL');
  });
  await once(lines, 'close');
  return printed;
}

/** The files of an archive that stores them as they are (APPNOTE 4.3.7, 4.3.12), by name. */
function filesIn(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(zip.lastIndexOf('PK\x05\x06') + 16);
  while (zip.toString('latin1', at, at + 4) === 'PK\x01\x02') {
    const [size, nameLength] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)];
    const [extra, comment] = [zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    files.set(name, zip.subarray(start, start + size));
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

async function archived(files: Parameters<typeof sendArchive>[0]): Promise<Buffer> {
  const pieces: Buffer[] = [];
  await sendArchive(
    files,
    new Writable({
      write(piece: Buffer, _encoding, done) {
        pieces.push(piece);
        done();
      },
    }),
  );
  return Buffer.concat(pieces);
}

test('five hundred real certificates are issued across a killed process, and archived as they are', async () => {
  const printing = realPrinting(world.repositories, world.now);
  const issuing = issuingOn(world.repositories, { now: world.now, printer: printing.printer });
  const facilitator = await world.enrol({ role: 'facilitator' });
  const people = [];
  for (let number = 0; number < PEOPLE; number += 1) {
    const { id } = await world.enrol();
    const name = { text: `Zoë Ñandú ${'ABCDEFGHIJ'.charAt(number % 10)}`, shown: false };
    const decision = { by: id, at: world.now() };
    // No single issue may come before the job.
    await world.repositories.enrolments.change(id, (one) =>
      withName({ ...one, ledger: completeLedger(world.now()) }, name, decision),
    );
    people.push(id);
  }
  await issuing.bulk.order(facilitator);

  expect(await workUntilKilled()).toBeLessThan(PEOPLE);
  expect(await issuing.bulk.newestIn(facilitator)).toMatchObject({ state: 'running' });
  world.pass(LEASE);
  await issuing.bulk.work(() => false);
  expect(await issuing.bulk.newestIn(facilitator)).toMatchObject({
    state: 'finished',
    issued: PEOPLE,
  });
  await printing.close();

  const service = createCertificatesService({
    ...world.repositories,
    ...issuing,
    completionOf: ({ ledger }) => decideCompletion(rules, ledger, world.now()),
    certificatesDue: () => undefined,
    now: world.now,
  });
  const files = filesIn(await archived(service.files(facilitator)));
  const { identity } = await stationery();
  const sums = new Set<string>();
  for (const file of files.values()) {
    expect(checkSignature(file, identity)).toBe('intact');
    sums.add(createHash('sha256').update(file).digest('hex'));
  }
  const { certificates } = world.repositories;
  const issued = await Promise.all(people.map((id) => certificates.allOf(id)));
  expect(issued.map(({ length }) => length)).toEqual(people.map(() => 1));
  expect(new Set(issued.flat().map(({ sha256 }) => sha256))).toEqual(sums);
  expect(files.size).toBe(PEOPLE);
}, 120_000);

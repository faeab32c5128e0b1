import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { renderCertificate } from '../../../lti-tool/certificate/render';
import { checkSignature } from '../../../lti-tool/certificate/signature/check';
import type { Signatory } from '../../../lti-tool/certificate/signature/cms';
import {
  makeOwnIdentity,
  OWN_PASSPHRASE,
} from '../../../lti-tool/certificate/signature/own-identity';
import { prepareStationery } from '../../../lti-tool/certificate/stationery';
import { materials, stationery } from '../../support/printing';
import { approved, render } from '../sample';

jest.setTimeout(60_000);

const CREDENTIAL = 'header.payload.signature';

let file: Buffer;
let signatory: Signatory;
beforeAll(async () => {
  file = await render(approved, CREDENTIAL);
  signatory = (await stationery()).identity;
});

const stateOf = (bytes: Buffer): string => checkSignature(bytes, signatory);

/** The same file with other text of the same length at one place. */
function replaced(what: string | RegExp, by: (found: string) => string): Buffer {
  const text = file.toString('latin1');
  const changed = text.replace(what, by);
  expect(changed).not.toBe(text);
  expect(changed).toHaveLength(text.length);
  return Buffer.from(changed, 'latin1');
}

test('a file as it was signed is intact', () => {
  expect(stateOf(file)).toBe('intact');
});

test('no byte can be changed unnoticed', () => {
  const place = fc.nat(file.length - 1);
  fc.assert(
    fc.property(place, fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = Buffer.from(file);
      changed.writeUInt8(changed.readUInt8(at) ^ change, at);
      expect(stateOf(changed)).not.toBe('intact');
    }),
    { numRuns: 400 },
  );
});

test('no digit of the signature and its free room can be changed unnoticed', () => {
  const start = file.lastIndexOf('/Contents <') + '/Contents <'.length;
  const end = file.indexOf('>', start);
  expect(end - start).toBeGreaterThan(2_000);
  for (let at = start; at < end; at += 5) {
    const changed = Buffer.from(file);
    changed.write(changed.toString('latin1', at, at + 1) === '0' ? '1' : '0', at);
    expect(stateOf(changed)).not.toBe('intact');
    expect(stateOf(changed)).not.toBe('extended');
  }
});

test('what is appended is noticed', () => {
  expect(stateOf(Buffer.concat([file, Buffer.from('\n%')]))).toBe('extended');
  expect(stateOf(Buffer.concat([file, Buffer.of(0)]))).toBe('extended');
  const pretended = Buffer.from('\n/ByteRange [0 1 2 3]');
  expect(stateOf(Buffer.concat([file, pretended]))).not.toBe('intact');
});

test('what is cut off is noticed', () => {
  expect(stateOf(file.subarray(0, file.length - 1))).toBe('broken');
});

test('another attachment is noticed', async () => {
  const other = await render(approved, 'header.another.signature');
  const stream = /\/EmbeddedFile[^>]*>>[^>]*>>\nstream\n([\s\S]*?)\nendstream/;
  const theirs = stream.exec(other.toString('latin1'))?.[1] ?? '';
  const ours = stream.exec(file.toString('latin1'))?.[1] ?? '';
  expect(theirs).not.toBe(ours);
  const swapped = Buffer.from(file.toString('latin1').replace(ours, theirs), 'latin1');
  expect(['broken', 'none']).toContain(stateOf(swapped));
});

test('a title or name in the metadata cannot be changed', () => {
  expect(stateOf(replaced(/training\.example\.org/, () => 'training.example.net'))).toBe('broken');
});

test('a file of another signer is foreign', async () => {
  const p12 = await makeOwnIdentity(new Date('2026-01-01'), randomBytes);
  const theirs = await prepareStationery(
    { ...materials, p12, passphrase: OWN_PASSPHRASE },
    new Date('2026-11-24'),
  );
  const forged = await renderCertificate(approved, CREDENTIAL, theirs);
  expect(stateOf(forged)).toBe('foreign');
  expect(checkSignature(forged, theirs.identity)).toBe('intact');
});

test('a file without a signature has none, and nonsense is refused', () => {
  expect(stateOf(Buffer.from('%PDF-1.7 nothing'))).toBe('none');
  expect(stateOf(Buffer.alloc(0))).toBe('none');
  for (const range of ['0 10 5 8', '5 10 20 1', '0 1 2 999999999', '0 2 30 3']) {
    expect(stateOf(Buffer.from(`%PDF /ByteRange [${range}] <00> and more text`))).toBe('broken');
  }
});

test('whatever bytes stand in the place of the signature, there is an answer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const hex = Buffer.from(bytes).toString('hex');
      const head = '%PDF /ByteRange [0 00000000 00000000 1]';
      const text = head.replace('00000000', String(head.length).padStart(8, '0'));
      const gap = `<${hex}>`;
      const forged = Buffer.from(
        `${text.replace('00000000', String(head.length + gap.length).padStart(8, '0'))}${gap}.`,
      );
      expect(['broken', 'foreign']).toContain(stateOf(forged));
    }),
  );
});

import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { scanGrayBuffer } from '@undecaf/zbar-wasm';
import { approved, fields, render } from '../certificate/sample';

/** What programs that know nothing of us say of a certificate: poppler, qpdf and zbar. */

const run = promisify(execFile);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'certificate-file-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const LONG = `https://learning-and-certificates.training-portal.example.org/verify/${approved.code}`;
const samples = [
  ['a certificate', approved],
  ['a specimen', fields],
  ['one with a long address', { ...approved, verifyUrl: LONG }],
  [
    'one in two scripts',
    { ...approved, name: 'محمد عثمان قریشی', locale: 'ur', latinName: 'M. Usman' },
  ],
] as const;

function stored(name: string, bytes: Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

/** pdfsig ends with a failure where a signature does not hold. */
function signatureOf(file: string): { valid: boolean; total: boolean } {
  const { stdout } = spawnSync('pdfsig', ['-nocert', file], { encoding: 'utf8' });
  return {
    valid: stdout.includes('Signature is Valid'),
    total: stdout.includes('Total document signed'),
  };
}

/** The texts of the QR codes that zbar finds in a picture of the page. */
async function scanned(file: string, dotsPerInch: number): Promise<string[]> {
  const out = path.join(folder, 'page');
  await run('pdftoppm', ['-gray', '-r', String(dotsPerInch), '-singlefile', file, out]);
  const picture = readFileSync(`${out}.pgm`);
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(picture.toString('latin1', 0, 40));
  const [whole = '', width = 0, height = 0] = head
    ? [head[0], Number(head[1]), Number(head[2])]
    : [];
  const pixels = Uint8Array.from(picture.subarray(whole.length));
  return (await scanGrayBuffer(pixels.buffer, width, height)).map((symbol) => symbol.decode());
}

describe.each(samples)('%s', (_case, certificate) => {
  let file: string;
  beforeAll(async () => {
    file = stored('sample.pdf', await render(certificate));
  });

  test('is validly signed as a whole, as poppler sees it', () => {
    expect(signatureOf(file)).toEqual({ valid: true, total: true });
  });

  test('has no error that qpdf finds', async () => {
    const { stdout } = await run('qpdf', ['--check', file]);
    expect(stdout).toContain('No syntax or stream encoding errors found');
  });

  test('leads a phone to the address, even at 60 dots an inch', async () => {
    for (const dotsPerInch of [60, 72, 150, 300]) {
      expect(await scanned(file, dotsPerInch)).toEqual([certificate.verifyUrl]);
    }
  });

  test('is tagged, and carries the credential', async () => {
    const { stdout } = await run('pdfinfo', [file]);
    expect(stdout).toMatch(/Tagged:\s+yes/);
    expect(stdout).toMatch(/Title:\s+Certificate of successful completion: Stakeholder/);
    const attached = path.join(folder, 'credential.jwt');
    await run('pdfdetach', ['-save', '1', '-o', attached, file]);
    expect(readFileSync(attached, 'utf8')).toBe('a.b.c');
  });
});

test('poppler sees what was changed or appended', async () => {
  const bytes = await render(approved);
  const changed = Buffer.from(
    bytes.toString('latin1').replace('example.org', 'example.net'),
    'latin1',
  );
  expect(signatureOf(stored('changed.pdf', changed)).valid).toBe(false);
  const longer = Buffer.concat([bytes, Buffer.from('\n% more')]);
  expect(signatureOf(stored('longer.pdf', longer)).total).toBe(false);
});

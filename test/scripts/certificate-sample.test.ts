import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadProgramme } from '../../lti-tool/content/load';
import { runCertificateSample } from '../../scripts/certificate-sample-command';
import { pdfText } from '../certificate/pdf-text';

const programme = loadProgramme(path.join(__dirname, '..', '..', 'course-content'));

let folder: string;
let out: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sample-'));
  out = path.join(folder, 'sample.pdf');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]): Promise<{ code: number; said: string }> {
  let said = '';
  const code = await runCertificateSample(args, {
    programme,
    certificate: {
      p12: undefined,
      logoFile: undefined,
      signatureFile: undefined,
      accent: undefined,
    },
    now: () => new Date('2026-11-24T23:30:00Z'),
    words: (text) => (said += text),
  });
  return { code, said };
}

test('a sample certificate is written for a name, and says SPECIMEN', async () => {
  expect(await run('--name', 'Nguye\u0302\u0303n Thị', '--locale', 'vi', '--out', out)).toEqual({
    code: 0,
    said: `Written: ${out}\n`,
  });
  const text = await pdfText(readFileSync(out));
  expect(text).toContain('Nguyễn Thị');
  expect(text.join(' ')).toContain('SPECIMEN');
  expect(text.join(' ')).toContain('24 November 2026');
});

test('a name that cannot be set is refused, naming the character, and nothing is written', async () => {
  const { code, said } = await run('--name', 'Ann ᠮᠣᠩ', '--out', out);
  expect(code).toBe(2);
  expect(said).toContain('U+182E');
  expect(said).toContain('none of the fonts');
  expect(existsSync(out)).toBe(false);
});

test.each([[[]], [['--name', 'Ann']], [['--out', 'x.pdf']], [['--name', 'Ann', '--size', '3']]])(
  'wrong arguments are answered with the usage: %j',
  async (args) => {
    const { code, said } = await run(...args);
    expect(code).toBe(2);
    expect(said).toContain('Usage: npm run --silent certificate:sample -- --name NAME');
  },
);

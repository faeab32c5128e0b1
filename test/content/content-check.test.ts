import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { swap, withCopy } from './broken-copy';

const SCRIPT = path.join(__dirname, '..', '..', 'scripts', 'content-check.ts');

const READING = 'modules/01-first-steps/readings/r1-what-a-harbour-is-for.md';

function run(folder: string): { code: number | null; output: string } {
  const result = spawnSync(process.execPath, ['--import', 'tsx', SCRIPT, folder], {
    encoding: 'utf8',
  });
  return { code: result.status, output: result.stdout + result.stderr };
}

it('finds nothing wrong with the content of the training, and says how much there is', () => {
  const { code, output } = run(path.join(__dirname, '..', '..', 'course-content'));
  expect(output).toMatch(/^10 modules, 35 readings, 114 items, \d+ terms: no problems\n$/);
  expect(code).toBe(0);
});

it('knows British English and hard sentences by its libraries', () => {
  const hard =
    ', notwithstanding innumerable institutional complications, administrative irregularities and organized criminality of considerable magnitude, whereas some';
  const change = (text: string): string =>
    swap('needs a [quay]', 'needs a colored [quay]')(text).replaceAll('. Some of them', hard);
  expect(withCopy({ [READING]: change }, run)).toEqual({
    code: 1,
    output:
      'glossary.d: has 2 terms, at least 60 are needed\n' +
      `${READING}: needs 8.7 years of school to read (Flesch–Kincaid), at most 8 are allowed: shorten its sentences\n` +
      `${READING}: line 20: "colored" is not in the dictionary, nor in words.txt\n`,
  });
});

it('prints every problem and fails', () => {
  const changes = {
    'programme.yaml': swap('edition: open', 'edition: next'),
    'glossary.d/first.yaml': swap('id: quay', 'id: Quay'),
  };
  expect(withCopy(changes, run)).toEqual({
    code: 1,
    output:
      'editions/next.yaml: does not exist\n' +
      'glossary.d/first.yaml: [Quay].id: must be lower-case letters, digits and hyphens\n',
  });
});

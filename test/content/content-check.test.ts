import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { SMALL, swap, withCopy } from './broken-copy';

const SCRIPT = path.join(__dirname, '..', '..', 'scripts', 'content-check.ts');

function run(folder: string): { code: number | null; output: string } {
  const result = spawnSync(process.execPath, ['--import', 'tsx', SCRIPT, folder], {
    encoding: 'utf8',
  });
  return { code: result.status, output: result.stdout + result.stderr };
}

it('says how much content there is when all of it is sound', () => {
  expect(run(SMALL)).toEqual({
    code: 0,
    output: '1 modules, 1 readings, 6 items, 2 terms: no problems\n',
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

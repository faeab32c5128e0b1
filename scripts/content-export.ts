import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { giftOf } from '../lti-tool/content/export/gift';
import { readerOf } from '../lti-tool/content/export/reader';
import { loadProgramme } from '../lti-tool/content/load';

const USAGE = `Usage: npm run content:export -- gift --out FILE
       npm run content:export -- reader --out FOLDER

  gift     the questions of all self-assessments, for the question bank of Moodle
  reader   the readings, one printable page for each module
`;

/** npm run content:export: the content in forms that other places can use. */
function main(args: string[]): number {
  const asked = parse(args);
  if (!asked) {
    process.stderr.write(USAGE);
    return 2;
  }
  const programme = loadProgramme(path.join(__dirname, '..', 'course-content'));
  const { out } = asked;
  if (asked.what === 'gift') {
    mkdirSync(path.dirname(path.resolve(out)), { recursive: true });
    writeFileSync(out, giftOf(programme));
  } else {
    mkdirSync(out, { recursive: true });
    for (const [name, html] of readerOf(programme)) writeFileSync(path.join(out, name), html);
  }
  process.stdout.write(`Written: ${out}\n`);
  return 0;
}

function parse(args: string[]): { what: 'gift' | 'reader'; out: string } | undefined {
  try {
    const options = { out: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [what, ...rest] = positionals;
    if (rest.length > 0 || !values.out) return undefined;
    return what === 'gift' || what === 'reader' ? { what, out: values.out } : undefined;
  } catch {
    return undefined;
  }
}

process.exitCode = main(process.argv.slice(2));

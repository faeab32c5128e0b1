import path from 'node:path';
import { checkContent } from '../lti-tool/content/checks/check-content';
import { formatProblem } from '../lti-tool/content/problem';
import { contentInstruments } from './content-instruments';

/** npm run content:check [folder]: every problem of the content, one a line, or its size. */
function main(folder: string): number {
  const result = checkContent(folder, contentInstruments());
  if ('problems' in result) {
    for (const problem of result.problems) process.stdout.write(`${formatProblem(problem)}\n`);
    return 1;
  }
  const { modules, glossary } = result.programme;
  const readings = modules.flatMap((module) => module.readings).length;
  const items = modules.flatMap((module) => module.assessment.items).length;
  process.stdout.write(
    `${modules.length} modules, ${readings} readings, ${items} items, ${glossary.size} terms: no problems\n`,
  );
  return 0;
}

process.exitCode = main(process.argv[2] ?? path.join(__dirname, '..', 'course-content'));

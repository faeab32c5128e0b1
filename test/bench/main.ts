import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { loadProgramme } from '../../lti-tool/content/load';
import { PROJECT_FOLDER } from '../../lti-tool/project-folder';
import { saveAnswers } from './answer-saves';
import { printCertificates } from './certificates';
import { startContenders } from './contenders';
import { type Contender, launchAll } from './launches';
import { startPlatform } from './platform';
import { viewReadings } from './reading-views';
import { activitiesTable, certificatesTable, launchesTable, weightTable } from './report';
import { storeRoundTrips } from './round-trips';
import { launchInTurns, type Plan } from './rounds';
import { hangUp } from './visitor';
import { weigh } from './weight';

const FULL: Plan = {
  rounds: 5,
  launches: 400,
  warmUp: 400,
  people: 60,
  roundSeconds: 90,
  visitSeconds: 20,
  certificateSeconds: 1.5,
};
const QUICK: Plan = {
  rounds: 3,
  launches: 100,
  warmUp: 100,
  people: 16,
  roundSeconds: 8,
  visitSeconds: 5,
  certificateSeconds: 0.4,
};

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** `npm run bench` (a few minutes at most), `npm run bench -- --quick`. Prints figures; judges nobody. */
async function main(): Promise<void> {
  const plan = process.argv.includes('--quick') ? QUICK : FULL;
  const content = path.join(PROJECT_FOLDER, 'course-content');
  const { modules } = loadProgramme(content, { edition: 'asia-2020' });
  const readings = modules.flatMap((module) => module.readings);
  const [module] = modules;
  const [reading] = readings;
  if (!module || !reading) throw new Error('The programme has nothing to read');

  mkdirSync(path.join(PROJECT_FOLDER, 'dist'), { recursive: true });
  const folder = mkdtempSync(path.join(PROJECT_FOLDER, 'dist', 'bench-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true });
  });
  process.once('SIGINT', () => process.exit(130));
  const running: Contender[] = [];
  const platform = await startPlatform();
  try {
    say('Starting three servers …');
    const contenders = await startContenders(folder, platform, reading.id, (contender) => {
      running.push(contender);
    });
    const [tool] = contenders;
    say('Launching …\n');
    const launches = await launchInTurns(contenders, platform, plan);
    say(launchesTable(launches, await storeRoundTrips()));

    const newcomers = Array.from({ length: plan.people }, (_, index) => `reader-${index + 1}`);
    const { visitors } = await launchAll(tool, platform, newcomers);
    const views = await viewReadings(tool.server, visitors, readings, plan.visitSeconds);
    const saves = await saveAnswers(tool.server, visitors, module.assessment, plan.visitSeconds);
    say(activitiesTable(views, saves));

    const cookies = visitors[0]?.cookies ?? '';
    say(weightTable(await weigh(tool.server.origin, readings, cookies)));

    say(certificatesTable(await printCertificates(plan.certificateSeconds * 1000)));
  } finally {
    hangUp();
    for (const { server } of running) await server.stop();
    await platform.close();
  }
}

main().catch((error: unknown) => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
});

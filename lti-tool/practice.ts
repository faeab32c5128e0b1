import path from 'node:path';
import type { Tool } from './compose';
import type { Config } from './config';
import type { Programme } from './content/programme';
import type { Activity } from './practice-lms/course';
import { type RunningPracticeLms, startPracticeLms, toolAt } from './practice-lms/practice-lms';
import { isPracticeLms } from './practice-lms/recognition';

/**
 * Evaluation mode's platform: starts the practice LMS and registers it as an administrator would.
 * @returns undefined where the configuration has none.
 */
export async function startPractice(
  config: Config,
  { programme, registrations }: Pick<Tool, 'programme' | 'registrations'>,
): Promise<RunningPracticeLms | undefined> {
  if (config.practiceLmsPort === undefined) return undefined;
  const lms = await startPracticeLms({
    port: config.practiceLmsPort,
    activities: courseActivities(programme),
    tool: toolAt(config.baseUrl),
    mode: config.practiceLmsMode,
    stateFile: path.join(config.dataFolder, `practice-lms-${config.practiceLmsMode}.json`),
  });
  const { deploymentId, ...platform } = lms.registration;
  const known = (await registrations.list()).find(
    ({ issuer, clientId }) => issuer === platform.issuer && clientId === platform.clientId,
  );
  if (known) {
    await registrations.activate({ id: known.id });
  } else {
    const fields = { ...platform, name: 'Practice LMS', deployments: [deploymentId] };
    const addition = await registrations.add(fields);
    if ('problems' in addition) {
      const problems = addition.problems.map(({ field, message }) => `${field} ${message}`);
      throw new Error(`The practice LMS could not be registered: ${problems.join('; ')}`);
    }
  }
  return lms;
}

/**
 * Switches off every practice LMS that the data folder remembers: what evaluation mode trusted, and
 * nobody has looked at, must open nothing in production.
 * @returns how many there were.
 */
export async function retirePractice(
  registrations: Pick<Tool['registrations'], 'list' | 'deactivate'>,
): Promise<number> {
  const active = (await registrations.list()).filter((one) => one.active && isPracticeLms(one));
  for (const { id } of active) await registrations.deactivate({ id });
  return active.length;
}

/** The course that a facilitator would build: every activity of the programme. */
export function courseActivities({ modules, liveSessions }: Programme): Activity[] {
  return [
    { id: 'progress', title: 'My progress', section: 'The training' },
    ...modules.flatMap(({ number, title, readings, assessment }) => {
      const section = `Module ${number}: ${title}`;
      return [
        ...readings.map((reading) => ({ ...named(reading), section, scoreMaximum: 1 })),
        { ...named(assessment), section, scoreMaximum: assessment.items.length },
      ];
    }),
    ...liveSessions.map((session) => ({
      ...named(session),
      section: `Live day ${session.day}`,
      scoreMaximum: 1,
    })),
    { id: 'certificate', title: 'Certificate', section: 'The training' },
  ];
}

function named({ id, title }: { id: string; title: string }): { id: string; title: string } {
  return { id, title };
}

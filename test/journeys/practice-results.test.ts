import { openAdministration } from '../../lti-tool/compose';
import { Browser } from '../support/browser';
import { unescapeHtml } from '../support/html-forms';
import { launch, Visit } from '../support/practice-client';
import { type RunningTool, startTool } from '../support/running-tool';
import { read, recordAttendance } from '../support/training';

jest.setTimeout(60_000);

/** What happens to scores when a teacher of the platform has a hand in them. */
describe.each(['moodle', 'canvas'] as const)('in a course of %s', (mode) => {
  let running: RunningTool;
  let ahead = 0;
  const now = (): Date => new Date(Date.now() + ahead);
  beforeAll(async () => {
    running = await startTool({ mode, now });
    running.lms.setClock(now);
  });
  afterAll(() => running.close());

  test('a teacher’s result stays until the teacher removes it, and the scores page says so', async () => {
    const session = 'live-1-1';
    await open(running, 'mei', session);
    const facilitator = await open(running, 'dewi', session);
    await recordAttendance(facilitator, session, 'active');
    await deliverAfter(1);
    expect(await resultOf(session)).toBe(1);

    const teacher = await resultPage(running, session, 'mei');
    ahead += 60_000;
    await teacher.submit({ score: '0.5' }, '/mei');
    await recordAttendance(await open(running, 'dewi', session), session, 'absent');
    await deliverAfter(1);
    expect(await resultOf(session)).toBe(0.5);
    const row = await scoreRow(running, 'Mei Ling Tan');
    expect(row).toContain('Changed by a teacher');
    expect(row).toContain('A teacher has changed this result in the platform');

    await teacher.get(teacher.path);
    await teacher.submit({}, '/removal');
    await sendAgain(running, 'Mei Ling Tan');
    await deliverAfter(1);
    expect(await resultOf(session)).toBe(0);
    expect(await scoreRow(running, 'Mei Ling Tan')).toContain('Delivered');
  });

  async function deliverAfter(minutes: number): Promise<void> {
    ahead += minutes * 60_000;
    await running.deliverScores();
  }

  /** Mei's, as the gradebook has it. */
  async function resultOf(activityId: string): Promise<number | undefined> {
    return (await gradeOf(running, activityId, '7'))?.score;
  }
});

test('in Canvas, a score beyond the allowed attempts waits until a teacher allows more', async () => {
  const running = await startTool({ mode: 'canvas' });
  try {
    const [reading] = running.tool.programme.modules[0]?.readings ?? [];
    if (!reading) throw new Error('The first module has no reading');
    const teacher = await signedIn(running, 'dewi', `/activity/${reading.id}`);
    expect(teacher.page.html).toContain('0 (allowed: unlimited)');
    await allow(teacher, reading.id, '1');
    expect(teacher.page.html).toContain('0 (allowed: 1)');
    const study = async (): Promise<void> => {
      await read(await open(running, 'bilal', reading.id), reading.id, reading.pages.length);
      await running.deliverScores();
    };
    await study();
    await erasePerson(running, 'Bilal Ahmed Qureshi');
    await study();
    expect(await gradeOf(running, reading.id, '6')).toMatchObject({ score: 1, attempt: 1 });
    const row = await scoreRow(running, 'Bilal Ahmed Qureshi');
    expect(row).toContain('Refused');
    expect(row).toContain('The person has used all attempts that Canvas allows');

    await allow(teacher, reading.id, '2');
    await sendAgain(running, 'Bilal Ahmed Qureshi');
    await running.deliverScores();
    expect(await gradeOf(running, reading.id, '6')).toMatchObject({ score: 1, attempt: 2 });
    expect(await scoreRow(running, 'Bilal Ahmed Qureshi')).toContain('Delivered');
  } finally {
    await running.close();
  }
});

function open({ lms }: RunningTool, persona: string, activity: string): Promise<Visit> {
  return launch({ lmsUrl: lms.url, persona, activity });
}

/** A page of the practice LMS, seen by somebody. */
async function signedIn({ lms }: RunningTool, persona: string, path: string): Promise<Visit> {
  const browser = new Browser();
  await browser.post(`${lms.url}/sign-in`, { persona });
  return new Visit(browser, await browser.get(`${lms.url}${path}`));
}

async function resultPage(running: RunningTool, activityId: string, persona: string) {
  const item = await itemOf(running, activityId);
  return signedIn(running, 'dewi', `/gradebook/${item}/${persona}`);
}

async function allow(teacher: Visit, activityId: string, attempts: string): Promise<void> {
  await teacher.get(`/activity/${activityId}/attempts`);
  await teacher.submit({ attempts }, '/attempts');
}

/** What the facilitator's scores page says of somebody, who has one score. */
async function scoreRow(running: RunningTool, name: string): Promise<string> {
  const { page } = await scoresPage(running);
  const row = page.html.split('<tr').find((part) => part.includes(name));
  if (row === undefined) throw new Error(`No score of ${name}: ${page.html}`);
  return row;
}

async function scoresPage(running: RunningTool): Promise<Visit> {
  const facilitator = await open(running, 'dewi', 'progress');
  await facilitator.get('/scores');
  return facilitator;
}

async function sendAgain(running: RunningTool, name: string): Promise<void> {
  const score = /name="score" value="([^"]+)"/.exec(await scoreRow(running, name))?.[1] ?? '';
  await (await scoresPage(running)).submit({ score: unescapeHtml(score) }, '/scores');
}

/** As `npm run erase` does; the address of the person's page below Certificates has their id. */
async function erasePerson(running: RunningTool, name: string): Promise<void> {
  const facilitator = await open(running, 'dewi', 'progress');
  const { html } = await facilitator.get('/certificates');
  const [, id = ''] =
    new RegExp(`href="/certificates/people/([\\w-]+)"[^>]*>(?:<bdi>)?${name}`).exec(html) ?? [];
  const administration = await openAdministration(running.config);
  try {
    expect(await administration.erasing.person(id)).toBe(1);
  } finally {
    await administration.close();
  }
}

interface Grade {
  readonly lineItemId: number;
  /** The platform's own id of a person. */
  readonly userId: string;
  readonly score?: number;
  readonly attempt?: number;
}

interface Gradebook {
  readonly lineItems: readonly { id: number; resourceId: string }[];
  readonly grades: readonly Grade[];
}

async function gradebook({ lms }: RunningTool): Promise<Gradebook> {
  return (await (await fetch(`${lms.url}/gradebook.json`)).json()) as Gradebook;
}

async function itemOf(running: RunningTool, activityId: string): Promise<number | undefined> {
  const { lineItems } = await gradebook(running);
  return lineItems.find(({ resourceId }) => resourceId === activityId)?.id;
}

async function gradeOf(
  running: RunningTool,
  activityId: string,
  userId: string,
): Promise<Grade | undefined> {
  const { grades } = await gradebook(running);
  const item = await itemOf(running, activityId);
  return grades.find((grade) => grade.lineItemId === item && grade.userId === userId);
}

import { throttled } from '../../lti-tool/practice-lms/canvas/throttling';
import { SCOPE } from '../../lti-tool/practice-lms/scopes';
import { launch, type Visit } from '../support/practice-client';
import { type RunningTool, startTool } from '../support/running-tool';
import { recordAttendance, studyEverything } from '../support/training';

jest.setTimeout(120_000);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let running: RunningTool;
let ahead = 0;
const now = (): Date => new Date(Date.now() + ahead);
const pass = (minutes: number): void => {
  ahead += minutes * 60_000;
};

beforeAll(async () => {
  running = await startTool({ mode: 'canvas', now });
  running.lms.setClock(now);
});
afterAll(async () => {
  await running.close();
});

test('from the first launch to the score of the whole training', async () => {
  const { modules, liveSessions } = running.tool.programme;
  const visit = await studyEverything(running, 'asha');
  expect(visit.page.html).toMatch(/You answered (\d+) of \1 questions right/);
  const facilitator = await open('dewi', 'live-1-1');
  for (const { id } of liveSessions) await recordAttendance(facilitator, id, 'active');
  await running.deliverScores();

  const sent = running.lms.scores();
  const [{ userId } = { userId: '' }] = sent;
  expect(userId).toMatch(UUID);
  for (const { readings, assessment } of modules) {
    const all = assessment.items.length;
    const expected = { userId, scoreGiven: all, scoreMaximum: all };
    expect(sent).toContainEqual(
      expect.objectContaining({ resourceId: assessment.id, ...expected }),
    );
    for (const { id } of readings) {
      const one = { userId, resourceId: id, scoreGiven: 1, scoreMaximum: 1 };
      expect(sent).toContainEqual(expect.objectContaining(one));
    }
  }
  expect(new Set(sent.map(({ resourceId }) => resourceId)).size).toBe(sent.length);
  const { lineItems, grades } = await gradebook();
  const columns = lineItems.filter(({ kind }) => kind === 'column');
  expect(columns).toMatchObject([{ label: 'Training completed', scoreMaximum: 1 }]);
  expect(grades).toContainEqual(
    expect.objectContaining({ lineItemId: columns[0]?.id, score: 1, attempt: 1 }),
  );
});

describe('a score that Canvas throttles', () => {
  it('with 403 and an empty quota is delivered later', async () => {
    running.lms.failNext('scores', 1, throttled(403));
    const readingId = await confirmReading('mei', 0);
    await running.deliverScores();
    expect(arrived(readingId)).toBe(1);
    pass(60);
    await running.deliverScores();
    expect(arrived(readingId)).toBe(2);
  });

  it('with 429 is delivered when Retry-After has passed, and not before', async () => {
    running.lms.failNext('scores', 1, throttled(429, 1800));
    const readingId = await confirmReading('mei', 1);
    await running.deliverScores();
    pass(29);
    await running.deliverScores();
    expect(arrived(readingId)).toBe(1);
    pass(2);
    await running.deliverScores();
    expect(arrived(readingId)).toBe(2);
  });
});

test('a score whose answer was lost is found there, and uses up no second attempt', async () => {
  running.lms.failNext('scores', 1, { drop: 'after' });
  await confirmReading('bilal', 0);
  await running.deliverScores();
  pass(60);
  await running.deliverScores();
  expect(await gradesOf('6')).toMatchObject([{ score: 1, attempt: 1 }]);
});

test('a corrected record replaces the score without a second attempt', async () => {
  const { id } = firstSession();
  await open('mei', id);
  await recordAttendance(await open('dewi', id), id, 'active');
  await running.deliverScores();
  pass(60);
  await recordAttendance(await open('dewi', id), id, 'absent');
  await running.deliverScores();
  const { lineItems } = await gradebook();
  const lineItemId = lineItems.find(({ resourceId }) => resourceId === id)?.id;
  const grades = (await gradesOf('7')).filter((grade) => grade.lineItemId === lineItemId);
  expect(grades).toMatchObject([{ score: 0, attempt: 1 }]);
});

test('scores arrive where the administrator has cut the scopes to theirs', async () => {
  const cut = await startTool({ mode: 'canvas', scopes: [SCOPE.score] });
  try {
    const readingId = await confirmReading('mei', 0, cut);
    await cut.deliverScores();
    expect(cut.lms.scores()).toMatchObject([{ resourceId: readingId, scoreGiven: 1 }]);
  } finally {
    await cut.close();
  }
});

function open(persona: string, activity: string, on = running): Promise<Visit> {
  return launch({ lmsUrl: on.lms.url, persona, activity });
}

/** Opens every page of a reading and confirms it. @returns its id. */
async function confirmReading(persona: string, index: number, on = running): Promise<string> {
  const reading = on.tool.programme.modules[0]?.readings[index];
  if (!reading) throw new Error('The first module has too few readings');
  const visit = await open(persona, reading.id, on);
  for (let page = 1; page <= reading.pages.length; page++) {
    await visit.get(`/a/${reading.id}?page=${page}`);
  }
  await visit.submit({ read: 'yes' }, '/confirm');
  return reading.id;
}

function firstSession(): { readonly id: string } {
  const [session] = running.tool.programme.liveSessions;
  if (!session) throw new Error('The programme has no live session');
  return session;
}

/** What one person holds, by the platform's own id for them. */
async function gradesOf(userId: string): Promise<Gradebook['grades']> {
  const { grades } = await gradebook();
  return grades.filter((grade) => grade.userId === userId);
}

/** How many scores of an activity the platform has taken. */
function arrived(activityId: string): number {
  return running.lms.scores().filter(({ resourceId }) => resourceId === activityId).length;
}

interface Gradebook {
  readonly lineItems: readonly { id: number; kind: string; label: string; resourceId: string }[];
  readonly grades: readonly {
    lineItemId: number;
    userId: string;
    score?: number;
    attempt: number;
  }[];
}

async function gradebook(): Promise<Gradebook> {
  const answer = await fetch(`${running.lms.url}/gradebook.json`);
  return (await answer.json()) as Gradebook;
}

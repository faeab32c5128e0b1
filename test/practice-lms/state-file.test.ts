import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Activity } from '../../lti-tool/practice-lms/course';
import {
  createPracticeLms,
  startPracticeLms,
  toolAt,
} from '../../lti-tool/practice-lms/practice-lms';
import type { RunningPracticeLms } from '../../lti-tool/practice-lms/practice-lms';
import registrations from '../fixtures/moodle-services/registrations.json';
import { Browser } from '../support/browser';
import { openTools, Visit } from '../support/practice-client';
import { rawCall } from './raw-call';
import { startRecordedPlatform } from './recorded-platform';
import { beginRegistration } from './registering';

const one = { id: 'one', title: 'One', section: 'Module 1', scoreMaximum: 10 };
const two = { id: 'two', title: 'Two', section: 'Module 1', scoreMaximum: 1 };

let folder: string;
let stateFile: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'practice-lms-'));
  stateFile = path.join(folder, 'practice-lms.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

interface Shown {
  lineItems: { id: number; label: string; resourceId: string }[];
}

async function running<T>(
  activities: readonly Activity[],
  use: (lms: RunningPracticeLms) => Promise<T>,
): Promise<T> {
  const tool = toolAt('http://tool.example');
  const lms = await startPracticeLms({ port: 0, tool, activities, stateFile });
  try {
    return await use(lms);
  } finally {
    await lms.close();
  }
}

const json = async (url: string): Promise<unknown> => (await fetch(url)).json();
const gradebook = (lms: RunningPracticeLms) => json(`${lms.url}/gradebook.json`) as Promise<Shown>;

it('keeps key and ids over a restart, whatever comes before them in the course', async () => {
  const read = async (lms: RunningPracticeLms) => ({
    keys: await json(lms.registration.jwksUrl),
    items: (await gradebook(lms)).lineItems,
  });
  const before = await running([one], read);
  const after = await running([two, { ...one, title: 'One, renamed' }], read);
  expect(after.keys).toEqual(before.keys);
  expect(after.items.map(({ id, label, resourceId }) => ({ id, label, resourceId }))).toEqual([
    { id: before.items[0]?.id, label: 'One, renamed', resourceId: 'one' },
    { id: 3, label: 'Two', resourceId: 'two' },
  ]);
});

it('keeps every grade and score over a restart', async () => {
  const before = await startRecordedPlatform({ stateFile });
  await rawCall(`${before.lms.url}/mod/lti/services.php/2/lineitems/2/lineitem/scores`, {
    method: 'POST',
    headers: {
      Authorization: before.authorization('score') ?? '',
      'Content-Type': 'application/vnd.ims.lis.v1.score+json',
    },
    body: JSON.stringify({
      userId: '5',
      scoreGiven: 8,
      scoreMaximum: 10,
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
      timestamp: '2026-11-24T20:59:00Z',
    }),
  });
  const browser = new Browser();
  await browser.post(`${before.lms.url}/sign-in`, { persona: 'teacher1' });
  const page = await browser.get(`${before.lms.url}/gradebook/2/student1`);
  await new Visit(browser, page).submit({ score: '7' }, '/student1');
  const kept = await gradebook(before.lms);
  await before.close();
  const after = await startRecordedPlatform({ stateFile });
  expect(await gradebook(after.lms)).toEqual(kept);
  expect(kept).toMatchObject({
    lineItems: [{ id: 2, submissionReview: { custom: { review_mode: 'yes' } } }, {}, {}, {}],
    grades: [{ lineItemId: 2, userId: '5', score: 7, overridden: true, toolScore: 8 }],
    received: [{ resourceId: 'mod-01', scoreGiven: 8 }],
  });
  expect(after.lms.scores()).toHaveLength(1);
  await after.close();
});

it('keeps a tool that has registered, and that it is active, over a restart', async () => {
  const toolsPage = async (lms: RunningPracticeLms) => (await openTools(lms.url)).page.html;
  const before = await running([], async (lms) => {
    const { token } = await beginRegistration(lms.url, 'http://tool.example/register');
    const full = registrations.find(({ name }) => name === 'registration-full');
    await rawCall(`${lms.url}/mod/lti/openid-registration.php`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
      body: JSON.stringify(full?.body),
    });
    await (await openTools(lms.url)).submit({}, '/activate');
    return toolsPage(lms);
  });
  const after = await running([], toolsPage);
  const cards = (html: string): string => html.slice(html.indexOf('<ul class="tools">'));
  expect(cards(before)).toMatch(/The training.*Recorder tool.*<dd>Active<\/dd>/s);
  expect(cards(after)).toBe(cards(before));
});

it('takes the state of a practice LMS that had one course and one tool', async () => {
  await running([one], gradebook);
  const kept = JSON.parse(readFileSync(stateFile, 'utf8')) as Record<string, unknown> & {
    gradebook: Shown;
  };
  const { copies, added, tools, ...old } = kept;
  expect([copies, added, tools]).toEqual([[], [], []]);
  const lineItems = kept.gradebook.lineItems.map((item) => ({ ...item, courseId: undefined }));
  writeFileSync(stateFile, JSON.stringify({ ...old, gradebook: { ...kept.gradebook, lineItems } }));
  const { lineItems: now } = await running([one], gradebook);
  expect(now).toEqual(kept.gradebook.lineItems);
});

it('can be read by its owner only: it holds the private key', async () => {
  await createPracticeLms({ activities: [one], stateFile });
  expect(readFileSync(stateFile, 'utf8')).toContain('PRIVATE KEY');
  expect(statSync(stateFile).mode & 0o777).toBe(0o600);
});

it('says what to do when the file is not its own', async () => {
  writeFileSync(stateFile, '{"privateKey": 1}');
  await expect(createPracticeLms({ activities: [one], stateFile })).rejects.toThrow(
    'practice-lms.json does not hold the practice LMS. Delete it to start afresh.',
  );
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Browser } from '../support/browser';
import { Visit } from '../support/practice-client';
import { startCanvasPlatform } from './canvas-platform';
import type { CanvasPlatform } from './canvas-platform';
import { startRecordedPlatform } from './recorded-platform';

const FORM = '/activity/one/attempts';

async function open(lmsUrl: string, persona: string, address: string): Promise<Visit> {
  const browser = new Browser();
  await browser.post(`${lmsUrl}/sign-in`, { persona });
  return new Visit(browser, await browser.get(`${lmsUrl}${address}`));
}

describe('the attempts that a facilitator of Canvas allows', () => {
  let folder: string;
  let platform: CanvasPlatform;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'practice-lms-'));
    platform = await startCanvasPlatform({ stateFile: path.join(folder, 'canvas.json') });
  });
  afterEach(async () => {
    await platform.close();
    rmSync(folder, { recursive: true });
  });

  const allow = async (attempts: string): Promise<Visit> => {
    const visit = await open(platform.lms.url, 'dewi', FORM);
    await visit.submit({ attempts }, FORM);
    return visit;
  };

  it.each([
    ['5', '0 (allowed: 5)'],
    ['', '0 (allowed: unlimited)'],
  ])('“%s” is shown with the activity', async (attempts, shown) => {
    const visit = await allow(attempts);
    expect(visit.path).toBe('/activity/one');
    expect(visit.page.html).toContain(shown);
    expect(visit.page.html).toContain(`href="${FORM}"`);
  });

  it.each([
    ['1', [200, 422]],
    ['3', [200, 200]],
    ['', [200, 200]],
  ])('“%s” decides how often somebody can submit', async (attempts, statuses) => {
    await allow(attempts);
    const score = {
      userId: await platform.subjectOf('asha'),
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
      timestamp: '2026-11-24T20:00:00Z',
    };
    const send = async (): Promise<number> =>
      (await platform.call('POST', '/api/lti/courses/5/line_items/2/scores', score)).status;
    expect([await send(), await send()]).toEqual(statuses);
  });

  it('stays over a restart, and goes with a copy of the course', async () => {
    const visit = await allow('7');
    await visit.get('/course');
    await visit.submit({}, '/copy');
    await platform.close();
    platform = await startCanvasPlatform({ stateFile: path.join(folder, 'canvas.json') });
    for (const activity of ['one', 'link-3']) {
      const { page } = await open(platform.lms.url, 'dewi', `/activity/${activity}`);
      expect(page.html).toContain('(allowed: 7)');
    }
  });

  it.each(['0', '-1', '1.5', 'many', '1000'])('cannot be “%s”', async (attempts) => {
    const { page } = await allow(attempts);
    expect(page.status).toBe(400);
    expect(page.html).toContain('Enter a whole number from 1 to 999, or nothing.');
    expect(page.html).toContain(`value="${attempts}"`);
    const activity = await open(platform.lms.url, 'dewi', '/activity/one');
    expect(activity.page.html).toContain('(allowed: 2)');
  });

  it('are not for participants, activities without a score or forms of other sites', async () => {
    const { lms } = platform;
    expect((await open(lms.url, 'asha', FORM)).page.status).toBe(403);
    expect((await open(lms.url, 'asha', '/activity/one')).page.html).not.toContain(FORM);
    expect((await open(lms.url, 'dewi', '/activity/two/attempts')).page.status).toBe(404);
    const visit = await open(lms.url, 'dewi', FORM);
    expect((await visit.submit({ attempts: '9', sesskey: 'guessed' }, FORM)).status).toBe(403);
  });
});

it('is nothing that Moodle has', async () => {
  const platform = await startRecordedPlatform();
  const { page } = await open(platform.lms.url, 'teacher1', '/activity/mod-01/attempts');
  expect(page.status).toBe(404);
  await platform.close();
});

import type { Browser, Page } from 'playwright-core';
import type { Assessment } from '../../lti-tool/content/programme';
import { rightAnswers } from '../support/answers';
import { openChromium, overflows, takePictures, violations } from '../support/chromium';
import { launch as launchOverHttp } from '../support/practice-client';
import { type RunningTool, startTool } from '../support/running-tool';
import { recordAttendance, studyEverything } from '../support/training';

/**
 * The main path in Chromium, as participant and as facilitator, in a window of its own. Every page
 * on the way is checked by axe and for sideways scrolling, and leaves a picture of each size.
 */
let running: RunningTool;
let browser: Browser;
let participant: Page;
let facilitator: Page;

beforeAll(async () => {
  running = await startTool();
  browser = await openChromium();
  participant = await (await browser.newContext()).newPage();
  facilitator = await (await browser.newContext()).newPage();
});

afterAll(async () => {
  await browser.close();
  await running.close();
});

async function launch(page: Page, person: string, activity: string): Promise<void> {
  await page.goto(`${running.lms.url}/`);
  await page.getByRole('button', { name: `Continue as ${person}` }).click();
  await page.goto(`${running.lms.url}/launch/${activity}?target=window`);
  await page.waitForURL(`${running.url}/**`);
}

async function check(page: Page, name: string): Promise<void> {
  await takePictures(page, name);
  await page.setViewportSize({ width: 320, height: 640 });
  expect([name, await overflows(page)]).toEqual([name, false]);
  expect([name, await violations(page)]).toEqual([name, []]);
  await page.setViewportSize({ width: 1280, height: 900 });
  expect([name, await violations(page)]).toEqual([name, []]);
}

async function answer(page: Page, assessment: Assessment): Promise<void> {
  for (const [name, value] of rightAnswers(assessment)) {
    const field = page.locator(`select[name="${name}"]`);
    const choice = page.locator(`input[name="${name}"][value="${value}"]`);
    if ((await choice.count()) > 0) await choice.check();
    else await field.selectOption(value);
  }
}

test('public pages', async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${running.url}/`);
  await check(page, 'home');
  await page.goto(`${running.url}/verify`);
  await check(page, 'verify');
  await page.goto(`${running.url}/a/m01-r1`);
  await expect(page.getByRole('heading', { level: 1 }).innerText()).resolves.toMatch(/open/i);
  await check(page, 'error-no-session');
});

test('a participant reads, answers and sees what is missing', async () => {
  const page = participant;
  await launch(page, 'Asha Tamang', 'm01-r1');
  await check(page, 'reading-first-page');
  const { modules } = running.tool.programme;
  const reading = modules[0]?.readings[0];
  for (let left = (reading?.pages.length ?? 0) - 1; left > 0; left--) {
    await page.locator('a[rel="next"]').click();
  }
  await check(page, 'reading-last-page');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: /read/i }).click();
  const goOn = page.getByRole('link', { name: 'Go on: Reading: Who is a stakeholder?' }).first();
  await goOn.waitFor();
  expect((await goOn.boundingBox())?.y).toBeLessThan(400);
  await check(page, 'reading-done');

  await page.goto(`${running.url}/a/m01-test`);
  await check(page, 'assessment-start');
  await page.getByRole('button', { name: /start/i }).click();
  await check(page, 'assessment-attempt');
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.locator('.errors:focus').waitFor();
  await check(page, 'assessment-incomplete');
  const assessment = modules[0]?.assessment;
  if (!assessment) throw new Error('module 1 has no assessment');
  await answer(page, assessment);
  await page.getByText('All answers saved').waitFor();
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.waitForURL('**/attempts/1');
  await page.getByText('You answered 9 of 9 questions right').waitFor();
  await check(page, 'assessment-result');

  await page.goto(`${running.url}/a/progress`);
  await check(page, 'progress');
  await page.goto(`${running.url}/programme`);
  await check(page, 'programme');
  await page.getByRole('link', { name: 'Breakout guide: firearms' }).click();
  await page.getByRole('heading', { level: 1, name: 'Breakout guide: firearms' }).waitFor();
  await check(page, 'guide');
  await page.goto(`${running.url}/a/live-1-3`);
  await check(page, 'live-session');
  await page.goto(`${running.url}/a/certificate`);
  await check(page, 'certificate-not-yet');
});

test('a facilitator records attendance and looks after scores', async () => {
  const page = facilitator;
  await launch(page, 'Dewi Kusuma', 'live-1-1');
  await page.waitForURL('**/edition');
  await check(page, 'edition');
  await page.getByRole('button', { name: 'Confirm and continue' }).click();
  await page.waitForURL('**/a/live-1-1');
  await check(page, 'live-session-facilitator');
  await page.goto(`${running.url}/a/live-1-1/roster`);
  await check(page, 'roster');
  await page.getByRole('radio', { name: 'Present and active' }).check();
  await page.getByRole('button', { name: /save/i }).click();
  await page.getByText('The record of one person was saved').waitFor();
  await page.getByText('Correct this record').click();
  await page.getByRole('radio', { name: 'Absent' }).check();
  await page.getByRole('button', { name: /save/i }).click();
  await page.locator('.errors:focus').waitFor();
  await check(page, 'roster-reason-missing');
  await page.getByRole('textbox').fill('Wrong line');
  await page.getByRole('button', { name: /save/i }).click();
  await page.getByText('The record of one person was saved').waitFor();
  await check(page, 'roster-corrected');
  await running.deliverScores();
  await page.goto(`${running.url}/scores`);
  await check(page, 'scores');
  await page.goto(`${running.url}/a/certificate`);
  await check(page, 'certificate-staff');
});

test('whoever has done everything confirms the name and receives the certificate', async () => {
  await studyEverything(running, 'bilal');
  const dewi = { lmsUrl: running.lms.url, persona: 'dewi', activity: 'live-1-1' };
  const roster = await launchOverHttp(dewi);
  for (const { id } of running.tool.programme.liveSessions) {
    await recordAttendance(roster, id, 'active');
  }
  const page = await (await browser.newContext()).newPage();
  await launch(page, 'Bilal Ahmed Qureshi', 'certificate');
  await check(page, 'certificate-complete');
  await page.getByRole('link', { name: 'Confirm your name' }).click();
  await check(page, 'certificate-name');
  const name = page.getByRole('textbox', { name: 'Your full name' });
  await name.fill('Bilal 🎉');
  await page.getByRole('button', { name: 'Look at it before you confirm' }).click();
  await page.locator('#name-error').getByText('U+1F389').waitFor();
  await check(page, 'certificate-name-refused');
  await name.fill('بلال احمد قریشی');
  const latin = page.getByRole('textbox', { name: 'in Latin letters' });
  await latin.fill('Bilal Ahmed Qureshi');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Look at it before you confirm' }).click();
  await page.getByText('This certifies that').waitFor();
  await check(page, 'certificate-preview');
  const tab = page.context().waitForEvent('page');
  await page.getByRole('button', { name: /PDF, new tab/ }).click();
  await (await tab).close();
  await page.getByRole('button', { name: 'Go back and change it' }).click();
  await page.getByRole('button', { name: 'Look at it before you confirm' }).click();
  await page.getByRole('button', { name: /spelt right/ }).click();
  const download = page.getByRole('link', { name: 'Download the certificate (PDF)' });
  await download.waitFor();
  await check(page, 'certificate-issued');
  await page.getByRole('link', { name: /verify/ }).click();
  await page.getByText('Bilal Ahmed Qureshi').waitFor();
  await check(page, 'certificate-verified');
  await facilitator.goto(`${running.url}/certificates`);
  await check(facilitator, 'certificates');
  await facilitator.getByRole('link', { name: 'Bilal Ahmed Qureshi' }).click();
  await check(facilitator, 'certificates-person');
  await facilitator.getByRole('button', { name: 'Withdraw the certificate' }).click();
  await facilitator.getByRole('alert').waitFor();
  await check(facilitator, 'certificates-person-reason-missing');
  await facilitator.goto(`${running.url}/certificates/issue`);
  await check(facilitator, 'certificates-job-none');
  await page.goto(`${running.lms.url}/gradebook`);
  await running.deliverScores();
  await page.reload();
  await check(page, 'practice-gradebook');
});

test('reading and submitting work without JavaScript', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${running.lms.url}/`);
  await page.getByRole('button', { name: 'Continue as Bilal Ahmed Qureshi' }).click();
  await page.goto(`${running.lms.url}/launch/m02-test?target=window`);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(`${running.url}/a/m02-test`);
  await page.getByRole('button', { name: /again|start/i }).click();
  const assessment = running.tool.programme.modules[1]?.assessment;
  if (!assessment) throw new Error('module 2 has no assessment');
  await answer(page, assessment);
  await page.getByRole('button', { name: 'Save answers' }).click();
  await page.getByText('Your answers are saved').waitFor();
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.getByText('You answered 12 of 12 questions right').waitFor();
});

import type { Browser, FrameLocator, Page } from 'playwright-core';
import { openChromium, overflows, violations } from '../support/chromium';
import { type RunningTool, startTool } from '../support/running-tool';

/** The dialogue that adds activities to a course, in Chromium: in the platform's frame and alone. */
let running: RunningTool;
let browser: Browser;
beforeAll(async () => {
  running = await startTool();
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
  await running.close();
});

/** Signs in as the facilitator and opens the content chooser of the course. */
async function openChooser(page: Page): Promise<FrameLocator> {
  await page.goto(`${running.lms.url}/`);
  await page.getByRole('button', { name: 'Continue as Dewi Kusuma' }).click();
  await page.goto(`${running.lms.url}/course`);
  await page.locator('a[href^="/select/"]').first().click();
  return page.frameLocator('.chooser iframe[data-tool-origin]');
}

const heading = { name: 'Add activities to your course' };

test('in the frame of the platform: everything with one click', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const frame = await openChooser(page);
  await frame.getByRole('heading', heading).waitFor();
  await page.screenshot({ path: 'screenshots/deep-linking-frame.png' });
  await frame.getByRole('button', { name: 'Add everything' }).click();
  const all = running.tool.programme.activities.size + 2;
  await frame.getByText(`${all} activities of the training added.`).waitFor();
  await page.screenshot({ path: 'screenshots/deep-linking-returned.png' });
  await page.close();
});

/** The dialogue as a page of its own, in Moodle's size for it. */
async function openAlone(
  size = { width: 770, height: 578 },
  javaScriptEnabled = true,
): Promise<Page> {
  const context = await browser.newContext();
  const frame = await openChooser(await context.newPage());
  await frame.getByRole('heading', heading).waitFor();
  const storageState = await context.storageState();
  await context.close();
  const alone = await browser.newContext({ javaScriptEnabled, storageState, viewport: size });
  const page = await alone.newPage();
  await page.goto(`${running.url}/deep-linking`);
  return page;
}

/** At the end of the page, where the bar with the buttons covers nothing. */
async function violationsBelow(page: Page): Promise<string[]> {
  // Not by a key: the browser would scroll after its answer.
  await page.evaluate(
    'scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" })',
  );
  return violations(page);
}

test('it fits, and a keyboard is enough', async () => {
  const page = await openAlone();
  expect(await overflows(page)).toBe(false);
  const add = page.getByRole('button', { name: 'Add what I chose' });
  for (const button of [add, page.getByRole('button', { name: /^Add everything/ })]) {
    const box = await button.boundingBox();
    expect(box && box.y + box.height <= 578).toBe(true);
  }
  await page.screenshot({ path: 'screenshots/deep-linking-770.png' });
  const module = page.getByRole('checkbox', { name: /^Module 1: / });
  await module.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.screenshot({ path: 'screenshots/deep-linking-770-open.png' });
  expect(await module.isChecked()).toBe(false);
  expect(await violationsBelow(page)).toEqual([]);
  const { readings } = running.tool.programme.modules[0] ?? { readings: [] };
  await page.getByText(`${readings.length} chosen`, { exact: true }).waitFor();
});

test.each([
  [320, 640],
  [360, 640],
  [885, 602],
  [1280, 900],
])('at %d by %d nothing needs to be scrolled sideways', async (width, height) => {
  const page = await openAlone({ width, height });
  await page.locator('summary').first().click();
  expect(await overflows(page)).toBe(false);
  expect(await violationsBelow(page)).toEqual([]);
  await page.screenshot({ path: `screenshots/deep-linking-${width}.png` });
  await page.getByRole('button', { name: 'Add what I chose' }).click();
  await page.getByText('Choose at least one activity.').waitFor();
  expect(await violationsBelow(page)).toEqual([]);
  await page.screenshot({ path: `screenshots/deep-linking-mistake-${width}.png` });
});

test('Enter adds what was chosen, not everything', async () => {
  const page = await openAlone();
  await page.getByRole('checkbox', { name: /^Certificate/ }).check();
  await page.keyboard.press('Enter');
  await page.getByText('1 activity of the training added.').waitFor();
});

test('without JavaScript a module brings its activities, and a button goes back', async () => {
  const page = await openAlone(undefined, false);
  await page.getByRole('checkbox', { name: /^Module 1: / }).check();
  await page.getByRole('button', { name: 'Add what I chose' }).click();
  await page.getByRole('heading', { name: 'Going back to your course' }).waitFor();
  await page.screenshot({ path: 'screenshots/deep-linking-answer.png' });
  await page.getByRole('button', { name: 'Go back to the course' }).click();
  await page.waitForURL(`${running.lms.url}/**`);
});

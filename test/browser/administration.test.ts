import type { Browser, Page } from 'playwright-core';
import { openChromium, overflows, takePictures, violations } from '../support/chromium';
import { type RunningTool, startTool } from '../support/running-tool';

/** What an administrator of a platform sees in Chromium, before it is connected and after. */
let running: RunningTool;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  running = await startTool();
  browser = await openChromium();
  const context = await browser.newContext();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  page = await context.newPage();
});
afterAll(async () => {
  await browser.close();
  await running.close();
});

async function check(name: string): Promise<void> {
  await takePictures(page, name);
  await page.setViewportSize({ width: 320, height: 640 });
  expect([name, await overflows(page), await violations(page)]).toEqual([name, false, []]);
  await page.setViewportSize({ width: 1280, height: 900 });
  expect([name, await violations(page)]).toEqual([name, []]);
}

test('every value of the installation page can be copied', async () => {
  await page.goto(`${running.url}/`);
  await page.getByRole('link', { name: 'Install this training' }).click();
  await page.waitForURL('**/install');
  await check('install');
  const keyset = page.locator('dt:text-is("Public keyset") + dd');
  await keyset.getByRole('button', { name: 'Copy' }).click();
  await keyset.getByRole('button', { name: 'Copied' }).waitFor();
  await expect(page.evaluate('navigator.clipboard.readText()')).resolves.toBe(
    `${running.url}/lti/keys`,
  );
});

test('an administrator invites, and the invited one connects a platform by hand', async () => {
  await page.goto(`${running.lms.url}/`);
  await page.getByRole('button', { name: 'Continue as Noor Haidari' }).click();
  await page.goto(`${running.lms.url}/launch/m01-r1?target=window`);
  await page.waitForURL(`${running.url}/**`);
  await page.getByRole('link', { name: 'Administration' }).click();
  await check('admin');
  await page.getByRole('button', { name: 'Make an invitation link' }).click();
  await check('admin-invitation');
  const invitation = await page.locator('code.copy').innerText();
  await page.goto(`${running.url}/install/platform`);
  await page.getByLabel('Invitation link').fill(invitation);
  await page.getByRole('button', { name: 'Connect the platform' }).click();
  await page.getByRole('alert').waitFor();
  await check('install-errors');
  for (const [label, value] of [
    ['Platform ID', 'https://new.example.org'],
    ['Client ID', 'client-2'],
    ['Deployment ID', '1'],
    ['Authentication request URL', 'https://new.example.org/auth'],
    ['Access token URL', 'https://new.example.org/token'],
    ['Public keyset URL', 'https://new.example.org/keys'],
  ] as const) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
  await page.getByRole('button', { name: 'Connect the platform' }).click();
  await page.getByRole('heading', { name: 'The platform is connected' }).waitFor();
  await check('install-connected');
});

test('an administrator checks the connection and changes a value', async () => {
  await page.goto(`${running.url}/admin/connection`);
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByText('Everything works.').waitFor();
  await check('admin-connection');
  await page.goto(`${running.url}/admin/platform`);
  await page.getByLabel('Name of the platform').fill('National Academy');
  await check('admin-platform');
  await page.getByRole('button', { name: 'Save the values' }).click();
  await page.getByText('The values were saved').waitFor();
});

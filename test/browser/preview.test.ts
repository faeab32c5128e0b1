import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { openChromium, overflows, violations } from '../support/chromium';
import { previewApp } from '../support/preview';
import { previewPages } from '../support/preview-pages';

/** Every page in every state that the sample models show, in light and dark, narrow and wide. */
let server: Server;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = previewApp().listen(0);
  browser = await openChromium();
  page = await browser.newPage();
});
afterAll(async () => {
  await browser.close();
  server.close();
});

test.each(previewPages.map(({ name }) => name))('%s is accessible', async (name) => {
  const { port } = server.address() as AddressInfo;
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`http://localhost:${port}/${name}`);
  expect(await overflows(page)).toBe(false);
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(await violations(page)).toEqual([]);
});

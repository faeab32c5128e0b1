import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { openChromium } from '../support/chromium';
import { previewApp } from '../support/preview';

/** views/assets/close-registration.js in the frame and in the window of a platform on another site. */
let browser: Browser;
let tool: Server;
let platform: Server;
const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const DONE = (): string => `http://127.0.0.1:${portOf(tool)}/registration-done`;

beforeAll(async () => {
  tool = previewApp().listen(0);
  platform = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<!doctype html><title>Tools</title><p id="heard"></p>
<button onclick="window.open('${DONE()}')">Add</button><iframe src="${DONE()}"></iframe>
<script>addEventListener('message', (e) => { heard.textContent = JSON.stringify(e.data); });</script>`);
  }).listen(0);
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
  tool.close();
  platform.close();
});

const CLOSE = { name: 'Close this page' };
const MESSAGE = '{"subject":"org.imsglobal.lti.close"}';

test('in a frame, the platform hears that the page may be closed', async () => {
  const page = await browser.newPage();
  await page.goto(`http://localhost:${portOf(platform)}/`);
  await page.frameLocator('iframe').getByRole('button', CLOSE).click();
  await page.locator('#heard').getByText(MESSAGE).waitFor();
  await page.close();
});

test('in a window of its own, the platform that opened it hears it', async () => {
  const page = await browser.newPage();
  await page.goto(`http://localhost:${portOf(platform)}/`);
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Add' }).click();
  await (await opened).getByRole('button', CLOSE).click();
  await page.locator('#heard').getByText(MESSAGE).waitFor();
  await page.close();
});

test('opened alone, or without JavaScript, the page has no button that does nothing', async () => {
  const alone = await browser.newPage();
  const plain = await browser.newPage({ javaScriptEnabled: false });
  for (const page of [alone, plain]) {
    await page.goto(DONE());
    await page.getByText('What to do now').waitFor();
    expect(await page.getByRole('button', CLOSE).count()).toBe(0);
    await page.close();
  }
});

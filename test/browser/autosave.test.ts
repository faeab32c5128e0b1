import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { openChromium } from '../support/chromium';
import { previewApp } from '../support/preview';

/** views/assets/autosave.js against a server that each test plays itself. */
let server: Server;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** What the page sent, oldest first. */
let sent: URLSearchParams[];
let answer: (route: Route) => Promise<void>;

const FORM = '/assessment-attempt';
const origin = (): string => `http://localhost:${(server.address() as AddressInfo).port}`;
const status = (): ReturnType<Page['locator']> => page.locator('#save-status');
const choose = (value: string): Promise<void> =>
  page.locator(`[name="q.m01-q06"][value="${value}"]`).check();
const saved =
  (version: number, answered: number) =>
  (route: Route): Promise<void> =>
    route.fulfill({ json: { version, answered } });

beforeAll(async () => {
  server = previewApp().listen(0);
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
  server.close();
});
beforeEach(async () => {
  sent = [];
  answer = saved(4, 2);
  context = await browser.newContext();
  page = await context.newPage();
  await page.route('**/a/m01-test/answers', async (route) => {
    sent.push(new URLSearchParams(route.request().postData() ?? ''));
    await answer(route);
  });
  await page.goto(origin() + FORM);
});
afterEach(() => context.close());

test('an answer is saved as it is given, with everything the server needs', async () => {
  await choose('b');
  await status().getByText('All answers saved.').waitFor();
  expect(Object.fromEntries(sent[0] ?? [])).toMatchObject({
    formToken: 'sample-token',
    attempt: 'attempt-2',
    version: '3',
    'q.m01-q01': 'c',
    'q.m01-q06': 'b',
  });
  expect(await page.locator('#answered').innerText()).toBe('2');
});

test('the next save carries the version that the server gave', async () => {
  await choose('b');
  await status().getByText('All answers saved.').waitFor();
  const second = page.waitForRequest('**/answers');
  await choose('a');
  expect(new URLSearchParams((await second).postData() ?? '').get('version')).toBe('4');
});

test('without a connection answers are kept, and sent when it is back', async () => {
  answer = (route) => route.abort();
  await choose('b');
  await status().getByText('They are kept on this device.').waitFor();
  answer = saved(4, 2);
  await page.evaluate("dispatchEvent(new Event('online'))");
  await status().getByText('All answers saved.').waitFor();
  expect(await page.evaluate('localStorage.length')).toBe(0);
});

test('a server in trouble is asked again by itself', async () => {
  await page.clock.install();
  await page.reload();
  answer = (route) => route.fulfill({ status: 503, body: 'busy' });
  await choose('b');
  await page.clock.runFor(1_000);
  await status().getByText('Not saved').waitFor();
  answer = saved(4, 2);
  await page.clock.runFor(10_000);
  await status().getByText('All answers saved.').waitFor();
});

test('answers that never arrived come back after a reload', async () => {
  answer = (route) => route.abort();
  await choose('b');
  await status().getByText('They are kept on this device.').waitFor();
  answer = saved(4, 2);
  await page.reload();
  await status().getByText('All answers saved.').waitFor();
  expect(sent.at(-1)?.get('q.m01-q06')).toBe('b');
});

test('another tab was first: the page says so and sends nothing more', async () => {
  await page.clock.install();
  await page.reload();
  answer = (route) => route.fulfill({ status: 409, json: { message: 'Changed in another tab.' } });
  await choose('b');
  await page.clock.runFor(1_000);
  await status().getByRole('link', { name: 'Load this page again' }).waitFor();
  await choose('a');
  await page.clock.runFor(120_000);
  expect(sent).toHaveLength(1);
});

test('the visit ended: the answers stay on this device and the page says what to do', async () => {
  answer = (route) => route.fulfill({ status: 401, json: { message: 'Open it again.' } });
  await choose('b');
  await status().getByText('Not saved. Open it again.').waitFor();
  expect(await page.evaluate('localStorage.length')).toBe(1);
});

describe('when this device and the server hold different answers', () => {
  beforeEach(async () => {
    const kept = { version: '2', answers: [['q.m01-q06', 'a']] };
    await page.evaluate(
      `localStorage.setItem('answers:attempt-2', ${JSON.stringify(JSON.stringify(kept))})`,
    );
    await page.reload();
  });

  test('nothing is sent until the person decides; then the own answers are', async () => {
    const own = page.getByRole('button', { name: 'The answers of this device' });
    await own.waitFor();
    expect(sent).toEqual([]);
    await own.click();
    await status().getByText('All answers saved.').waitFor();
    expect(sent[0]?.get('q.m01-q06')).toBe('a');
    expect(sent[0]?.get('version')).toBe('3');
  });

  test('or the saved ones stay', async () => {
    await page.getByRole('button', { name: 'The saved answers' }).click();
    expect(await page.evaluate('localStorage.length')).toBe(0);
    expect(sent).toEqual([]);
  });
});

describe('submitting', () => {
  const submitted = (): Promise<URLSearchParams> =>
    page
      .waitForRequest('**/a/m01-test/submit')
      .then((request) => new URLSearchParams(request.postData() ?? ''));

  test('waits until everything is saved', async () => {
    await choose('b');
    const form = submitted();
    await page.getByRole('button', { name: 'Submit' }).click();
    expect((await form).get('version')).toBe('4');
    expect(sent).toHaveLength(1);
  });

  test('does not leave the page while answers cannot be saved', async () => {
    answer = (route) => route.abort();
    await choose('b');
    await page.getByRole('button', { name: 'Submit' }).click();
    await status().getByText('Not saved').waitFor();
    expect(page.url()).toBe(origin() + FORM);
  });
});

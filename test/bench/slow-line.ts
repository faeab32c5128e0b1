import { existsSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';

/** 50 kbit/s each way, 800 ms until an answer begins. */
const LINE = {
  offline: false,
  latency: 800,
  downloadThroughput: 50_000 / 8,
  uploadThroughput: 50_000 / 8,
};

export interface Readable {
  /** Seconds from the click until the largest block of text is on the screen. */
  readonly first: number;
  /** The same for a page after it, with the style sheet in the cache. */
  readonly next: number;
}

/** @returns undefined where there is no Chromium at CHROMIUM_PATH or /usr/bin/chromium. */
export async function readableOnSlowLine(
  first: string,
  next: string,
  cookie: string,
): Promise<Readable | undefined> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) return undefined;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const line = await page.context().newCDPSession(page);
    await line.send('Network.enable');
    await line.send('Network.emulateNetworkConditions', LINE);
    // Set as a header: over http a browser would not send our `__Host-` cookie.
    await line.send('Network.setExtraHTTPHeaders', { headers: { Cookie: cookie } });
    return { first: await readableAfter(page, first), next: await readableAfter(page, next) };
  } finally {
    await browser.close();
  }
}

async function readableAfter(page: Page, url: string): Promise<number> {
  const answer = await page.goto(url, { waitUntil: 'load', timeout: 120_000 });
  if (answer?.status() !== 200) throw new Error(`${url} answered ${answer?.status()}`);
  return (await page.evaluate<number>(LARGEST_PAINT)) / 1000;
}

/** Runs in the page: milliseconds since the click. */
const LARGEST_PAINT = `new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe({
    type: 'largest-contentful-paint',
    buffered: true,
  });
})`;

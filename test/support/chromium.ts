import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Frame,
  type Page,
} from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A phone, Moodle's frame, and a laptop. */
const SIZES = [
  { width: 360, height: 640 },
  { width: 885, height: 602 },
  { width: 1280, height: 900 },
] as const;

/** How often each way of launching is taken; LAUNCHES_PER_WAY names another number. */
export const LAUNCHES_PER_WAY = Number(process.env['LAUNCHES_PER_WAY'] ?? 4);

/** The machine's own Chromium; CHROMIUM_PATH names another. Nothing is fetched from elsewhere. */
export function openChromium(): Promise<Browser> {
  return chromium.launch(OPTIONS);
}

/**
 * The same with a profile of its own, which takes preferences. Cookies, storage, cache and partitions
 * are as in a browser that people use.
 * @param preferences what Chromium keeps in its file `Preferences`.
 * @param trustedKey SHA-256 (base64) of the public key whose certificates are good here.
 */
export async function openProfile(preferences: object, trustedKey: string): Promise<Profile> {
  const folder = mkdtempSync(path.join(tmpdir(), 'profile-'));
  mkdirSync(path.join(folder, 'Default'));
  writeFileSync(path.join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(folder, {
    ...OPTIONS,
    args: [
      ...OPTIONS.args,
      `--ignore-certificate-errors-spki-list=${trustedKey}`,
      // Frames of other sites in the same process: Playwright loses sight of the others at times.
      '--disable-site-isolation-trials',
    ],
  });
  return {
    context,
    async close() {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Profile {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

const OPTIONS = {
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** What axe finds against WCAG 2.2 AA, a line each; empty when there is nothing. */
export async function violations(frame: Page | Frame): Promise<string[]> {
  await frame.evaluate(AXE);
  return frame.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as { axe: AxeLike };
    const { violations: found } = await axe.run({ runOnly: tags });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  }, TAGS);
}

interface AxeLike {
  run(options: { runOnly: readonly string[] }): Promise<{
    violations: readonly { id: string; nodes: readonly { html: string }[] }[];
  }>;
}

/** Whether a page needs to be scrolled sideways at its present width (WCAG 2.2, 1.4.10). */
export function overflows(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { document } = globalThis as unknown as {
      document: { documentElement: { scrollWidth: number; clientWidth: number } };
    };
    return document.documentElement.scrollWidth > document.documentElement.clientWidth;
  });
}

/** Keeps a picture of each size in screenshots/, which git ignores. */
export async function takePictures(page: Page, name: string): Promise<void> {
  const folder = path.join(process.cwd(), 'screenshots');
  mkdirSync(folder, { recursive: true });
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await page.screenshot({ path: path.join(folder, `${name}-${size.width}.png`) });
  }
}

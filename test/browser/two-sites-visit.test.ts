import type { Frame, Page } from 'playwright-core';
import { rightAnswers } from '../support/answers';
import { openProfile, type Profile } from '../support/chromium';
import { startTwoSites, type TwoSites } from '../support/two-sites';

/** What a person does in the frame of a platform on another site, with and without cookies. */
const HOUR = 3_600_000;
const NO_COOKIES = {
  profile: {
    content_settings: {
      exceptions: { cookies: { '[*.]tool.localhost,[*.]lms.localhost': { setting: 2 } } },
    },
  },
};
const NO_THIRD_PARTY_COOKIES = { profile: { cookie_controls_mode: 1 } };

let sites: TwoSites;
let ahead = 0;
let people = 0;
let profile: Profile;
let page: Page;

beforeAll(async () => {
  sites = await startTwoSites(() => new Date(Date.now() + ahead));
});
afterAll(() => sites.close());
beforeEach(() => {
  people += 1;
  ahead = 0;
});
afterEach(() => page.close());

async function course(activity: string, subject = `visitor-${people}`): Promise<Frame> {
  const query = new URLSearchParams({ activity, subject, storage: 'yes' });
  await page.goto(`${sites.lmsUrl}/course?${query.toString()}`);
  const frame = page.frame('activity');
  if (!frame) throw new Error('the course shows no activity');
  return frame;
}

const heading = (frame: Frame, name: string | RegExp): Promise<void> =>
  frame.getByRole('heading', { level: 1, name }).waitFor();

async function answerAll(frame: Frame): Promise<void> {
  const assessment = sites.tool.programme.modules[0]?.assessment;
  if (!assessment) throw new Error('module 1 has no assessment');
  for (const [name, value] of rightAnswers(assessment)) {
    const choice = frame.locator(`input[name="${name}"][value="${value}"]`);
    if ((await choice.count()) > 0) await choice.check();
    else await frame.locator(`select[name="${name}"]`).selectOption(value);
  }
}

describe('where the browser keeps no cookie in the frame', () => {
  beforeAll(async () => {
    profile = await openProfile(NO_COOKIES, sites.trustedKey);
  });
  afterAll(() => profile.close());
  beforeEach(async () => {
    page = await profile.context.newPage();
  });

  test('a person answers a self-assessment, looks around and comes back', async () => {
    const addresses: string[] = [];
    page.on('request', (request) => {
      addresses.push(request.url(), request.headers()['referer'] ?? '');
    });
    const frame = await course('m01-test');
    await frame.getByRole('button', { name: /start/i }).click();
    await frame.getByRole('button', { name: 'Submit' }).waitFor();
    await answerAll(frame);
    await frame.getByText('All answers saved').waitFor();
    await frame.getByRole('link', { name: 'My progress' }).first().click();
    await heading(frame, 'My progress');
    await frame.getByRole('link', { name: 'Programme' }).first().click();
    await heading(frame, /programme/i);
    await page.evaluate('history.back()');
    await heading(frame, 'My progress');
    // What is there before must not be taken for what comes.
    await frame.evaluate('document.body.id = "before"; location.reload()');
    await frame.locator('body:not(#before)').waitFor();
    await heading(frame, 'My progress');
    await page.evaluate('history.back()');
    await frame.getByRole('button', { name: 'Submit' }).click();
    await frame.getByText('You answered 9 of 9 questions right').waitFor();
    const token = await frame.locator('#page-visit [name="formToken"]').inputValue();
    expect(token).toMatch(/^page\./);
    expect(addresses.filter((address) => address.includes('page.'))).toEqual([]);
    expect(sites.log.join('')).not.toContain('page.');
  });

  test('a link opened in a new tab stays in the visit', async () => {
    const frame = await course('m01-r1');
    const link = frame.getByRole('link', { name: 'My progress' }).first();
    const [tab] = await Promise.all([
      page.waitForEvent('popup'),
      link.click({ modifiers: ['ControlOrMeta'] }),
    ]);
    await tab.getByRole('heading', { level: 1, name: 'My progress' }).waitFor();
    await tab.close();
  });

  test('a page that is open stays open for its session, and no longer', async () => {
    await page.clock.install();
    const frame = await course('m01-r1');
    await frame.locator('a[rel="next"]').waitFor();
    for (let hour = 1; hour <= 4; hour++) {
      const renewed = page.waitForResponse('**/visit');
      ahead += HOUR;
      await page.clock.fastForward(HOUR);
      expect((await renewed).status()).toBe(204);
      await frame.evaluate('0');
    }
    await frame.locator('a[rel="next"]').click();
    await frame.locator('[aria-current="page"]').getByText('2').waitFor();
    ahead += 7 * HOUR;
    await frame.locator('a[rel="next"]').click();
    await heading(frame, 'Please open the activity from your course again');
  });

  test('a platform that says it has no storage is not waited for', async () => {
    await page.clock.install();
    await page.clock.pauseAt(new Date(Date.now() + HOUR));
    await page.addInitScript(`if (parent === self) {
      addEventListener('message', ({ data, source, origin }) => {
        if (data.subject !== 'lti.capabilities') return;
        const subject = 'lti.capabilities.response';
        source.postMessage({ ...data, subject, supported_messages: [] }, origin);
      });
    }`);
    await page.route(`${sites.lmsUrl}/storage`, (route) => route.fulfill({ body: 'silent' }));
    const frame = await course('m01-r1');
    await frame.getByRole('button', { name: 'Open the activity in a new tab' }).waitFor();
    // The clock is the whole context's: the tests after this one need it to go on.
    await page.clock.resume();
  });

  test('a frame of another origin is told nothing and not heard; the way in fits Moodle’s frame', async () => {
    await page.addInitScript(`if (parent === self) {
      self.seen = [];
      addEventListener('message', ({ data }) => { if (data.seen) seen.push(data.seen); });
    }`);
    await page.route(`${sites.lmsUrl}/storage`, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<script>addEventListener('message', ({ data, source, origin }) => {
          parent.postMessage({ seen: data }, '*');
          source.postMessage({ ...data, subject: data.subject + '.response' }, origin);
        });</script>`,
        headers: { 'Content-Security-Policy': 'sandbox allow-scripts' },
      }),
    );
    const frame = await course('m01-r1');
    const button = frame.getByRole('button', { name: 'Open the activity in a new tab' });
    await button.waitFor();
    expect(await page.evaluate('seen')).toEqual([]);
    const size = { width: 344, height: 333 };
    await page.setViewportSize(size);
    const outer = 'document.querySelector(`iframe[name="activity"]`)';
    await page.evaluate(`Object.assign(${outer}, ${JSON.stringify(size)})`);
    const [box, place] = [
      await button.boundingBox(),
      await page.locator('iframe[name="activity"]').boundingBox(),
    ];
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan((place?.y ?? 0) + size.height);
  });
});

describe('where third-party cookies are blocked', () => {
  beforeAll(async () => {
    profile = await openProfile(NO_THIRD_PARTY_COOKIES, sites.trustedKey);
  });
  afterAll(() => profile.close());
  beforeEach(async () => {
    page = await profile.context.newPage();
  });

  async function answerOffline(frame: Frame): Promise<void> {
    await frame.getByRole('button', { name: /start/i }).click();
    await frame.getByRole('button', { name: 'Submit' }).waitFor();
    await profile.context.setOffline(true);
    await answerAll(frame);
    await frame.getByText('They are kept on this device').waitFor();
  }
  const connect = async (frame: Frame): Promise<void> => {
    await profile.context.setOffline(false);
    await frame.evaluate("dispatchEvent(new Event('online'))");
  };

  test('after 8 idle hours an answer is delivered by itself', async () => {
    const frame = await course('m01-test');
    await answerOffline(frame);
    ahead += 8 * HOUR;
    await connect(frame);
    await frame.getByText('All answers saved').waitFor();
  });

  test('and after the visit ended, with the next launch', async () => {
    const frame = await course('m01-test');
    await answerOffline(frame);
    ahead += 11 * HOUR;
    await connect(frame);
    await frame.getByText('open the activity from your course again').waitFor();
    const again = await course('m01-test');
    await again.getByRole('link', { name: 'Go on with your answers' }).click();
    await again.getByText('All answers saved').waitFor();
    await again.getByRole('button', { name: 'Submit' }).click();
    await again.getByText('You answered 9 of 9 questions right').waitFor();
  });

  test('the page tells its height, names the place and leads back with a message', async () => {
    const frame = await course('m01-r1');
    await frame.getByText('Asia 2026 · Tiny LMS').waitFor();
    const height = await frame.evaluate<number>(
      'Math.ceil(document.body.getBoundingClientRect().height)',
    );
    await page.waitForFunction('heights.length > 0');
    expect(await page.evaluate<number>('heights.at(-1)')).toBe(height);
    await frame.getByRole('link', { name: 'Back to the course' }).click();
    await frame.getByText('You have left the training. What was saved there is kept.').waitFor();
  });
});

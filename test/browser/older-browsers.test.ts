import type { Frame, Page } from 'playwright-core';
import { openProfile, type Profile } from '../support/chromium';
import { startTwoSites, type TwoSites } from '../support/two-sites';

/**
 * Safari before 16.4 does not tell (`Sec-Fetch-Dest`) whether a page is in a frame, and keeps no
 * cookie of another site there. In a platform without a storage such a browser is offered a tab.
 */
let sites: TwoSites;
let profile: Profile | undefined;

beforeAll(async () => {
  sites = await startTwoSites(undefined, { fetchMetadata: false });
});
afterAll(() => sites.close());
afterEach(() => profile?.close());

const cookiesOf = (host: string) => ({
  profile: { content_settings: { exceptions: { cookies: { [host]: { setting: 2 } } } } },
});

/** Opens the course as somebody new. @returns the frame with the activity. */
async function openCourse(preferences: object, subject: string): Promise<Frame> {
  profile = await openProfile(preferences, sites.trustedKey);
  const page = await profile.context.newPage();
  await page.goto(`${sites.lmsUrl}/course?activity=m01-r1&subject=${subject}`);
  const element = await page.locator('iframe[name="activity"]').elementHandle();
  const frame = await element.contentFrame();
  if (!frame) throw new Error('the course shows no activity');
  return frame;
}

async function pressForTab(place: Frame | Page, page: Page): Promise<Page> {
  const button = place.getByRole('button', { name: 'Open the activity in a new tab' });
  const [tab] = await Promise.all([page.waitForEvent('popup'), button.click()]);
  return tab;
}

test('with cookies blocked in frames, one button opens the activity, and the page says why', async () => {
  const frame = await openCourse(cookiesOf('[*.]tool.localhost,[*.]lms.localhost'), 'person-1');
  await frame.getByText('Your browser keeps no cookies for a page').waitFor();
  const tab = await pressForTab(frame, frame.page());
  await tab.locator('a[rel="next"]').click();
  await tab.locator('[aria-current="page"]').getByText('2').waitFor();
});

test('with cookies allowed, the activity opens in its frame', async () => {
  const frame = await openCourse({ profile: { cookie_controls_mode: 0 } }, 'person-2');
  await frame.locator('a[rel="next"]').waitFor();
});

test('with every cookie blocked, the tab says what to do and offers no further tab', async () => {
  const frame = await openCourse(cookiesOf('[*.]tool.localhost,*'), 'person-3');
  const tab = await pressForTab(frame, frame.page());
  await tab.getByRole('heading', { name: 'Your browser did not keep a cookie' }).waitFor();
  expect(await tab.getByRole('button').count()).toBe(0);
});

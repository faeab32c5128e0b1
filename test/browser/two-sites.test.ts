import type { Frame, FrameLocator, Page } from 'playwright-core';
import { LAUNCHES_PER_WAY, openProfile, type Profile } from '../support/chromium';
import { startTwoSites, type TwoSites } from '../support/two-sites';

/**
 * Launches in Chromium over https where platform and tool are two sites. However cookies are treated,
 * with and without a storage of the platform, in a frame and in a window, every single one succeeds.
 */
let sites: TwoSites;

beforeAll(async () => {
  sites = await startTwoSites();
});
afterAll(() => sites.close());

/** `none` is the tool within the platform's pages only, as people set it or older browsers do. */
const COOKIES = {
  allowed: { profile: { cookie_controls_mode: 0 } },
  'third-party cookies blocked': {
    profile: { block_third_party_cookies: true, cookie_controls_mode: 1 },
  },
  'none in the frame': {
    profile: {
      content_settings: {
        exceptions: { cookies: { '[*.]tool.localhost,[*.]lms.localhost': { setting: 2 } } },
      },
    },
  },
};

const RESULT = { people: 0, launched: 0 };

interface How {
  readonly storage: boolean;
  readonly inWindow: boolean;
}

type Place = Page | Frame;

/** Opens the activity as somebody new. @returns where it appears. */
async function open(page: Page, { storage, inWindow }: How): Promise<Place> {
  RESULT.people += 1;
  const query = new URLSearchParams({ activity: 'm01-r1', subject: `person-${RESULT.people}` });
  if (storage) query.set('storage', 'yes');
  if (inWindow) query.set('window', 'yes');
  await page.goto(`${sites.lmsUrl}/course?${query.toString()}`);
  if (inWindow) return newTab(page, page.getByRole('link', { name: 'Open' }).click());
  const frame = await page
    .locator('iframe[name="activity"]')
    .elementHandle()
    .then((element) => element.contentFrame());
  if (!frame) throw new Error('the course shows no activity');
  return frame;
}

async function newTab(page: Page, click: Promise<void>): Promise<Page> {
  const [tab] = await Promise.all([page.waitForEvent('popup'), click]);
  return tab;
}

/** The activity is there, and the visit goes on to its next page. */
async function succeeds(place: Place): Promise<void> {
  await place.locator('a[rel="next"]').click();
  await place.locator('[aria-current="page"]').getByText('2').waitFor();
  RESULT.launched += 1;
}

/** Which kinds of cookies this browser keeps for the tool here: the preference has its effect. */
function keptCookies(place: Place): Promise<string[]> {
  return place.evaluate(() => {
    const { document } = globalThis as unknown as { document: { cookie: string } };
    document.cookie = 'plain=1; SameSite=None; Secure';
    document.cookie = 'partitioned=1; SameSite=None; Secure; Partitioned';
    return ['plain', 'partitioned'].filter((name) => document.cookie.includes(`${name}=1`));
  });
}

const ALL = ['plain', 'partitioned'];
const KEPT_IN_FRAMES: Readonly<Record<keyof typeof COOKIES, readonly string[]>> = {
  allowed: ALL,
  'third-party cookies blocked': ['partitioned'],
  'none in the frame': [],
};
const WAYS: readonly How[] = [
  { storage: true, inWindow: false },
  { storage: false, inWindow: false },
  { storage: true, inWindow: true },
  { storage: false, inWindow: true },
];

describe.each(Object.keys(COOKIES) as (keyof typeof COOKIES)[])('cookies: %s', (cookies) => {
  let profile: Profile;
  beforeAll(async () => {
    profile = await openProfile(COOKIES[cookies], sites.trustedKey);
  });
  afterAll(() => profile.close());

  test.each(WAYS)('storage: $storage, in a window: $inWindow', async (how) => {
    const kept = how.inWindow ? ALL : KEPT_IN_FRAMES[cookies];
    const needsNewTab = kept.length === 0 && !how.storage;

    async function launch(page: Page): Promise<void> {
      const place = await open(page, how);
      if (needsNewTab) {
        const button = place.getByRole('button', { name: 'Open the activity in a new tab' });
        const tab = await newTab(page, button.dblclick());
        await succeeds(tab);
        await place.getByText('The activity is open in a new tab').waitFor();
        await tab.close();
        return;
      }
      await succeeds(place);
      // The session lives in the page where no cookie can, and only there.
      expect(await place.locator('#page-visit').count()).toBe(kept.length === 0 ? 1 : 0);
      expect(await keptCookies(place)).toEqual(kept);
      if ('close' in place) await place.close();
    }

    const page = await profile.context.newPage();
    const before = profile.context.pages().length;
    for (let time = 0; time < LAUNCHES_PER_WAY; time++) await launch(page);
    // Every tab that was opened is closed again: no click opened two.
    expect(profile.context.pages()).toHaveLength(before);
    await page.close();
  });
});

describe('a storage that is not where the login says', () => {
  let profile: Profile;
  beforeAll(async () => {
    profile = await openProfile(COOKIES['none in the frame'], sites.trustedKey);
  });
  afterAll(() => profile.close());

  async function openNaming(query: string): Promise<{ page: Page; frame: FrameLocator }> {
    const page = await profile.context.newPage();
    await page.goto(`${sites.lmsUrl}/course?activity=m01-r1&${query}`);
    return { page, frame: page.frameLocator('iframe[name="activity"]') };
  }

  /** `location` and its like are in every window, though pages of other sites may not use them. */
  test.each(['nowhere', 'location', 'close', 'length'])('at %s: a tab is offered', async (name) => {
    const { page, frame } = await openNaming(`subject=${name}&storage=${name}`);
    await frame.getByRole('button', { name: 'Open the activity in a new tab' }).waitFor();
    await page.close();
  });

  test('but comes there later: the activity opens', async () => {
    const { page, frame } = await openNaming('subject=late&storage=yes&late=yes');
    await frame.locator('a[rel="next"]').waitFor();
    await page.close();
  });
});

/** `npm run test:launches`: more than 200. */
test('that was every launch of everybody', () => {
  const launches = Object.keys(COOKIES).length * WAYS.length * LAUNCHES_PER_WAY;
  expect(RESULT).toEqual({ people: launches, launched: launches });
});

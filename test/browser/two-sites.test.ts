import type { BrowserContext, Frame, Page } from 'playwright-core';
import { openProfile, type Profile } from '../support/chromium';
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

/** 3 × 4 × 17 = 204. */
const TIMES = 17;
const AT_ONCE = 6;

let people = 0;
let launched = 0;

type Place = Page | Frame;

async function open(
  context: BrowserContext,
  { storage, inWindow }: { storage: boolean; inWindow: boolean },
): Promise<{ page: Page; place: Place }> {
  people += 1;
  const query = new URLSearchParams({ activity: 'm01-r1', subject: `person-${people}` });
  if (storage) query.set('storage', 'yes');
  if (inWindow) query.set('window', 'yes');
  const page = await context.newPage();
  await page.goto(`${sites.lmsUrl}/course?${query.toString()}`);
  if (!inWindow) {
    const frame = page.frame('activity');
    if (!frame) throw new Error('the course shows no activity');
    return { page, place: frame };
  }
  const [tab] = await Promise.all([page.waitForEvent('popup'), page.click('text=Open')]);
  return { page, place: tab };
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

const KEPT_IN_FRAMES: Readonly<Record<string, readonly string[]>> = {
  allowed: ['plain', 'partitioned'],
  'third-party cookies blocked': ['partitioned'],
  'none in the frame': [],
};

async function succeeds(place: Place): Promise<void> {
  await place.locator('a[rel="next"]').click();
  await place.locator('[aria-current="page"]').getByText('2').waitFor();
}

describe.each(Object.entries(COOKIES))('cookies: %s', (cookies, preferences) => {
  let profile: Profile;
  beforeAll(async () => {
    profile = await openProfile(preferences, sites.trustedKey);
  });
  afterAll(() => profile.close());

  test.each([
    { storage: true, inWindow: false },
    { storage: false, inWindow: false },
    { storage: true, inWindow: true },
    { storage: false, inWindow: true },
  ])('storage: $storage, in a window: $inWindow', async (how) => {
    const once = async (): Promise<void> => {
      const { page, place } = await open(profile.context, how);
      if (cookies === 'none in the frame' && !how.storage && !how.inWindow) {
        const button = place.getByRole('button', { name: 'Open the activity in a new tab' });
        const [tab] = await Promise.all([page.waitForEvent('popup'), button.dblclick()]);
        await succeeds(tab);
        await place.getByText('The activity is open in a new tab').waitFor();
        expect(
          page
            .context()
            .pages()
            .filter((other) => other === tab),
        ).toHaveLength(1);
        await tab.close();
      } else {
        await succeeds(place);
        const isFrame = !how.inWindow;
        const kept = isFrame ? KEPT_IN_FRAMES[cookies] : ['plain', 'partitioned'];
        expect(await keptCookies(place)).toEqual(kept);
        expect(await place.locator('#page-visit').count()).toBe(kept?.length === 0 ? 1 : 0);
      }
      launched += 1;
      if (place !== page.frame('activity')) await (place as Page).close();
      await page.close();
    };
    for (let left = TIMES; left > 0; left -= AT_ONCE) {
      await Promise.all(Array.from({ length: Math.min(left, AT_ONCE) }, once));
    }
  });
});

test('that was every launch of more than 200', () => {
  expect(launched).toBe(people);
  expect(people).toBe(204);
});

import { Browser } from '../support/browser';
import { formsIn } from '../support/html-forms';
import { launch, type Visit } from '../support/practice-client';
import { type RunningTool, startTool } from '../support/running-tool';
import { read } from '../support/training';

/** A platform copies a course: a new context, with the same activities and nobody's work. */
describe.each(['moodle', 'canvas'] as const)('a course that %s copied', (mode) => {
  let running: RunningTool;
  let activities: readonly string[];
  let originals: readonly string[];
  beforeAll(async () => {
    running = await startTool({ mode });
    await open('dewi', 'm01-r1');
    const asha = await open('asha', 'm01-r1');
    const [module] = running.tool.programme.modules;
    await read(asha, 'm01-r1', module?.readings[0]?.pages.length ?? 0);
    await running.deliverScores();
    originals = activitiesIn((await signIn('dewi').then((browser) => course(browser))).html);
    activities = activitiesIn(await copy());
  }, 60_000);
  afterAll(() => running.close());

  const open = (persona: string, activity: string, asksEdition?: true): Promise<Visit> =>
    launch({
      lmsUrl: running.lms.url,
      persona,
      activity,
      ...(asksEdition && { asksEdition }),
    });

  async function signIn(persona: string): Promise<Browser> {
    const browser = new Browser();
    await browser.post(`${running.lms.url}/sign-in`, { persona });
    return browser;
  }

  const course = (browser: Browser) => browser.get(`${running.lms.url}/course`);

  /** @returns the page of the copy. */
  async function copy(): Promise<string> {
    const browser = await signIn('dewi');
    const form = formsIn((await course(browser)).html).find(({ action }) =>
      action.endsWith('/copy'),
    );
    if (!form) throw new Error('the course cannot be copied');
    return (await browser.post(`${running.lms.url}${form.action}`, form.fields)).html;
  }

  const activitiesIn = (html: string): string[] =>
    [...html.matchAll(/href="\/activity\/([^"?]+)/g)].map(([, id = '']) => id);

  const reading = (): string => activities[originals.indexOf('m01-r1')] ?? '';

  test('has every activity, each launching what it did in the course before', async () => {
    expect(activities).toHaveLength(originals.length);
    expect(originals).toHaveLength(running.tool.programme.activities.size + 2);
    for (const [index, id] of activities.entries()) {
      const { path } = await open('bilal', id);
      expect(path).toBe(`/a/${originals[index] ?? ''}`);
    }
  }, 60_000);

  test('knows nobody: what a person did in the other course is not done here', async () => {
    const met = async (activity: string): Promise<string | undefined> => {
      const { html } = await (await open('asha', activity)).get('/a/progress');
      return /(\d+) of \d+ requirements met/.exec(html)?.[1];
    };
    expect(await met(reading())).toBe('0');
    expect(await met('m01-r1')).toBe('1');
    await running.deliverScores();
    const { grades } = (await (await fetch(`${running.lms.url}/gradebook.json`)).json()) as {
      grades: unknown[];
    };
    expect(grades).toHaveLength(1);
  });

  test('asks its first facilitator once which edition it follows, and no participant', async () => {
    const participant = await open('asha', reading(), true);
    expect(participant.path).toBe('/a/m01-r1');
    const facilitator = await open('dewi', reading(), true);
    expect(facilitator.path).toBe('/edition');
    expect(facilitator.page.html).toContain('Which edition does this course follow?');
    expect((await facilitator.submit({ edition: 'unknown' })).status).toBe(400);
    await facilitator.submit({ edition: running.tool.programme.edition.id });
    expect(facilitator.path).toBe('/a/m01-r1');
    expect((await open('dewi', reading(), true)).path).toBe('/a/m01-r1');
    expect((await open('admin', activities[0] ?? '', true)).path).toBe('/a/progress');
  });
});

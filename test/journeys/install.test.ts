import { formsIn } from '../support/html-forms';
import {
  addTool,
  launch,
  openChooser,
  openTools,
  returnContent,
  type Visit,
} from '../support/practice-client';
import { type RunningTool, startTool } from '../support/running-tool';

jest.setTimeout(120_000);

/** From an invitation link in an administrator's hands to a score in the gradebook of a course. */
describe.each(['moodle', 'canvas'] as const)('installed by one link into %s', (mode) => {
  let running: RunningTool;
  let clientId: string;
  beforeAll(async () => {
    running = await startTool({ mode });
    clientId = await install();
  });
  afterAll(() => running.close());

  /** @returns the client id that the platform gave. */
  async function install(): Promise<string> {
    const { lms } = running;
    const connected = await addTool(lms.url, await invitation());
    expect(connected.page.html).toContain('The training is connected');
    const tools = await openTools(lms.url);
    const ids = [...tools.page.html.matchAll(/<dt>Client ID<\/dt><dd>([^<]+)/g)];
    const id = ids.map(([, text = '']) => text).find((one) => one !== lms.registration.clientId);
    if (mode === 'canvas') await tools.get(`/tools/${id ?? ''}`);
    await tools.submit({}, '/activate');
    return id ?? '';
  }

  async function invitation(): Promise<string> {
    const { lms } = running;
    const admin = await launch({ lmsUrl: lms.url, persona: 'admin', activity: 'progress' });
    await admin.get('/admin');
    const { html } = await admin.submit({}, '/admin/invitation');
    return /https?:\/\/[^"<\s]+\/lti\/register\/[\w-]+/.exec(html)?.[0] ?? '';
  }

  async function chosen(...activities: readonly string[]): Promise<Visit> {
    const placement = mode === 'canvas' ? 'module_index_menu_modal' : '';
    const chooser = await openChooser({ lmsUrl: running.lms.url, clientId, placement });
    const form = formsIn(chooser.page.html).at(-1);
    const ticked = activities.map((id): [string, string] => ['activity', id]);
    await chooser.postForm('/deep-linking', [...(form?.fields ?? []), ...ticked]);
    const returned = await returnContent(chooser);
    await returned.submit({}, '/selections');
    return returned;
  }

  test('a teacher adds a reading, and its completion arrives in its own column', async () => {
    const [reading] = running.tool.programme.modules[0]?.readings ?? [];
    if (!reading) throw new Error('The first module has no reading');
    const { page: course } = await chosen(reading.id);
    const ids = [...course.html.matchAll(/href="\/activity\/(link-\d+)"/g)];
    const activity = ids.at(-1)?.[1] ?? '';
    const visit = await launch({ lmsUrl: running.lms.url, persona: 'asha', activity });
    expect(visit.path).toBe(`/a/${reading.id}`);
    for (let page = 1; page <= reading.pages.length; page++) {
      await visit.get(`/a/${reading.id}?page=${page}`);
    }
    await visit.submit({ read: 'yes' }, '/confirm');
    await running.deliverScores();
    expect(running.lms.scores()).toMatchObject([
      { resourceId: reading.id, scoreGiven: 1, scoreMaximum: 1 },
    ]);
    const [score] = running.lms.scores();
    const answer = await fetch(`${running.lms.url}/gradebook.json`);
    const { lineItems } = (await answer.json()) as {
      lineItems: { id: number; clientId: string }[];
    };
    expect(lineItems.find(({ id }) => id === score?.lineItemId)?.clientId).toBe(clientId);
  });

  test('the link is good once', async () => {
    const link = await invitation();
    await addTool(running.lms.url, link);
    const again = await addTool(running.lms.url, link);
    expect(again.page.status).toBe(403);
  });
});

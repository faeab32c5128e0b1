import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPracticeLms } from '../../lti-tool/practice-lms/practice-lms';
import type { PracticeLmsOptions } from '../../lti-tool/practice-lms/practice-lms';
import { Browser } from '../support/browser';
import { launch } from '../support/practice-client';
import { lastRequest } from './chosen-content';
import { PRIVATE_KEY, startRecorderTool } from './recorder-tool';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
const AGS_ENDPOINT = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint';

interface Shown {
  readonly lineItems: readonly {
    readonly id: number;
    readonly label: string;
    readonly resourceId: string;
    readonly courseId: string;
  }[];
}

describe.each(['moodle', 'canvas'] as const)('a copied course, as %s', (mode) => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'practice-lms-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  async function start(options: Partial<PracticeLmsOptions> = {}) {
    const tool = await startRecorderTool(() => lms.registration.authUrl);
    const lms = await startPracticeLms({
      port: 0,
      mode,
      tool: tool.tool,
      privateKey: PRIVATE_KEY,
      activities: [
        { id: 'one', title: 'One', section: 'Module 1', scoreMaximum: 10, tag: 'quiz' },
        { id: 'two', title: 'Two', section: 'Module 1' },
      ],
      ...options,
    });
    return {
      lms,
      tool,
      close: async () => {
        tool.close();
        await lms.close();
      },
    };
  }

  /** @returns the page of the copy. */
  async function copy(lmsUrl: string, persona = 'dewi') {
    const browser = new Browser();
    await browser.post(`${lmsUrl}/sign-in`, { persona });
    const course = await browser.get(`${lmsUrl}/course`);
    const [, action = ''] = /<form action="([^"]+\/copy)"/.exec(course.html) ?? [];
    const [, sesskey = ''] = /name="sesskey" value="([^"]+)"/.exec(course.html) ?? [];
    return browser.post(`${lmsUrl}${action}`, { sesskey });
  }

  it('has the same activities under a context id of its own, and nobody’s results', async () => {
    const { lms, tool, close } = await start();
    try {
      await launch({ lmsUrl: lms.url, persona: 'asha', activity: 'one' });
      const before = lastRequest(tool);
      const page = await copy(lms.url);
      const [first = '', second = ''] = [...page.html.matchAll(/\/activity\/([^"]+)/g)].map(
        ([, id = '']) => id,
      );
      expect(page.html).toMatch(/(copy 1).*One.*Two/s);

      await launch({ lmsUrl: lms.url, persona: 'asha', activity: first });
      const claims = lastRequest(tool);
      expect(claims[`${LTI}target_link_uri`]).toBe(before[`${LTI}target_link_uri`]);
      const contextOf = (of: typeof claims) => (of[`${LTI}context`] as { id: string }).id;
      expect(contextOf(claims)).not.toBe(contextOf(before));
      expect(claims[`${LTI}resource_link`]).not.toMatchObject({
        id: (before[`${LTI}resource_link`] as { id: string }).id,
      });
      const lineItem = (of: typeof claims) => (of[AGS_ENDPOINT] as { lineitem: string }).lineitem;
      expect(lineItem(claims)).not.toBe(lineItem(before));
      expect(await (await fetch(`${lms.url}/gradebook.json`)).json()).toMatchObject({
        lineItems: [
          { label: 'One', resourceId: 'one', tag: 'quiz' },
          { label: 'One', resourceId: 'one', tag: 'quiz' },
        ],
        grades: [],
      });
      await launch({ lmsUrl: lms.url, persona: 'asha', activity: second });
      expect(lastRequest(tool)[AGS_ENDPOINT]).not.toHaveProperty('lineitem');
    } finally {
      await close();
    }
  });

  it('is there after a restart, with the same ids', async () => {
    const stateFile = path.join(folder, 'practice-lms.json');
    const shown = async (url: string): Promise<Shown> =>
      (await (await fetch(`${url}/gradebook.json`)).json()) as Shown;
    const first = await start({ stateFile });
    await copy(first.lms.url);
    const before = await shown(first.lms.url);
    await first.close();
    const second = await start({ stateFile });
    const browser = new Browser();
    await browser.post(`${second.lms.url}/sign-in`, { persona: 'dewi' });
    const course = await browser.get(`${second.lms.url}/course`);
    const after = await shown(second.lms.url);
    await second.close();
    expect(after).toEqual(before);
    expect(course.html).toContain('Other courses');
  });

  it('is made, and content is chosen, by someone who may edit the course only', async () => {
    const { lms, close } = await start();
    try {
      expect((await copy(lms.url, 'asha')).status).toBe(404);
      const browser = new Browser();
      await browser.post(`${lms.url}/sign-in`, { persona: 'asha' });
      const id = mode === 'moodle' ? '2' : '5';
      expect((await browser.post(`${lms.url}/course/${id}/copy`, {})).status).toBe(403);
      const place = mode === 'moodle' ? 'ContentArea' : 'link_selection';
      const choosing = `/select/${id}/${lms.registration.clientId}?placement=${place}`;
      expect((await browser.get(`${lms.url}${choosing}`)).status).toBe(403);
      await browser.post(`${lms.url}/sign-in`, { persona: 'dewi' });
      expect((await browser.get(`${lms.url}${choosing}`)).status).toBe(200);
      const forged = await browser.post(`${lms.url}/course/${id}/copy`, { sesskey: 'guessed' });
      expect(forged.status).toBe(403);
    } finally {
      await close();
    }
  });
});

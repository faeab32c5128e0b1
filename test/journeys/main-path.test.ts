import { createHash } from 'node:crypto';
import { PDFDocument } from 'pdf-lib';
import { launch, type Visit } from '../support/practice-client';
import { type RunningTool, startTool } from '../support/running-tool';
import { recordAttendance, studyEverything } from '../support/training';

jest.setTimeout(120_000);

describe.each(['moodle', 'canvas'] as const)('in a course of %s', (mode) => {
  let running: RunningTool;
  beforeAll(async () => {
    running = await startTool({ mode });
  });
  afterAll(() => running.close());

  const open = (persona: string, activity: string): Promise<Visit> =>
    launch({ lmsUrl: running.lms.url, persona, activity });

  test('from the first launch to the certificate: only when all is met, and once', async () => {
    const { modules, liveSessions } = running.tool.programme;
    const first = await open('asha', 'm01-r1');
    expect(first.path).toBe('/a/m01-r1');
    expect(first.page.html).toContain(modules[0]?.readings[0]?.title);
    const visit = await studyEverything(running, 'asha');
    expect(visit.page.html).toMatch(/You answered (\d+) of \1 questions right/);

    await visit.get('/a/certificate/name');
    await visit.submit({ name: 'Asha Tamang', shown: 'yes' }, '/a/certificate/name');
    const confirmed = await visit.submit({}, '/a/certificate/confirm');
    expect(confirmed.html).toContain('Confirmed');
    const isIssued = async (): Promise<boolean> => {
      await running.tool.issuer.runOnce();
      return (await visit.get('/a/certificate')).html.includes('/a/certificate/file');
    };
    expect(await isIssued()).toBe(false);

    const facilitator = await open('dewi', 'live-1-1');
    for (const { id } of liveSessions.slice(0, -1))
      await recordAttendance(facilitator, id, 'active');
    await recordAttendance(facilitator, 'live-3-3', 'present');
    expect(await isIssued()).toBe(false);

    await facilitator.get('/a/live-3-3/roster');
    const roster = facilitator.page.html;
    const name = /name="(standing\.[^"]+)"/.exec(roster)?.[1] ?? '';
    const id = name.slice('standing.'.length);
    const unexplained = await facilitator.submit({ [name]: 'active' }, '/roster');
    expect(unexplained.status).toBe(400);
    const explained = await facilitator.submit(
      { [name]: 'active', [`reason.${id}`]: 'Asked a question in the chat' },
      '/roster',
    );
    expect(explained.status).toBe(200);

    expect(await isIssued()).toBe(true);
    const issued = visit.page;

    const file = await download(running, visit);
    expect(sha256(file)).toBe(sha256(await download(running, visit)));
    expect((await PDFDocument.load(file)).getPageCount()).toBe(1);

    const code = /\/verify\/([0-9A-Z-]+)/i.exec(issued.html)?.[1] ?? '';
    const publicPage = async (): Promise<string> => {
      const answer = await fetch(`${running.url}/verify/${code}`);
      expect(answer.status).toBe(200);
      return answer.text();
    };
    expect(await publicPage()).toContain('Asha Tamang');
    for (const shown of ['no', 'yes']) {
      await visit.get('/a/certificate');
      await visit.submit({ shown }, '/a/certificate/name-shown');
      expect((await publicPage()).includes('Asha Tamang')).toBe(shown === 'yes');
    }
    expect(sha256(await download(running, visit))).toBe(sha256(file));

    await running.deliverScores();
    const sent = running.lms.scores().map(({ resourceId, scoreGiven, scoreMaximum }) => ({
      resourceId,
      score: `${scoreGiven}/${scoreMaximum}`,
    }));
    for (const { readings, assessment } of modules) {
      const all = assessment.items.length;
      expect(sent).toContainEqual({ resourceId: assessment.id, score: `${all}/${all}` });
      for (const { id } of readings) expect(sent).toContainEqual({ resourceId: id, score: '1/1' });
    }
    expect(sent).toContainEqual({ resourceId: 'training-completed', score: '1/1' });
    expect(new Set(sent.map(({ resourceId }) => resourceId)).size).toBe(sent.length);
  });
});

async function download(running: RunningTool, visit: Visit): Promise<Buffer> {
  const cookie = visit.browser.cookie(running.url, 'launch-session') ?? '';
  const response = await fetch(`${running.url}/a/certificate/file`, {
    headers: { Cookie: `launch-session=${cookie}` },
  });
  expect(response.headers.get('content-type')).toBe('application/pdf');
  return Buffer.from(await response.arrayBuffer());
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

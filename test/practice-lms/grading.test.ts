import { formsIn } from '../support/html-forms';
import { Browser } from '../support/browser';
import { Visit } from '../support/practice-client';
import { LINE_ITEM as CANVAS_ITEM, startCanvasPlatform } from './canvas-platform';
import type { CanvasPlatform } from './canvas-platform';
import { rawCall } from './raw-call';
import type { RawAnswer } from './raw-call';
import { startRecordedPlatform } from './recorded-platform';
import type { RecordedPlatform } from './recorded-platform';

const SCORE = 'application/vnd.ims.lis.v1.score+json';
const LINE_ITEM = 'application/vnd.ims.lis.v2.lineitem+json';
const SERVICES = '/mod/lti/services.php/2';

/** The page of one result, as somebody opens it. */
async function resultPage(lmsUrl: string, persona: string, cell: string): Promise<Visit> {
  const browser = new Browser();
  await browser.post(`${lmsUrl}/sign-in`, { persona });
  return new Visit(browser, await browser.get(`${lmsUrl}/gradebook/${cell}`));
}

describe('in Moodle', () => {
  let platform: RecordedPlatform;
  beforeEach(async () => {
    platform = await startRecordedPlatform();
    platform.setTime('2026-11-24T21:00:00Z');
  });
  afterEach(() => platform.close());

  function call(method: string, path: string, mediaType?: string, body?: object) {
    return rawCall(`${platform.lms.url}${SERVICES}${path}`, {
      method,
      headers: {
        Authorization: platform.authorization('all') ?? '',
        ...(mediaType && { 'Content-Type': mediaType }),
      },
      body: body && JSON.stringify(body),
    });
  }

  /** Sends a score at a time, which is its timestamp too. */
  function send(scoreGiven: number, iso: string, item = 2, more: object = {}): Promise<RawAnswer> {
    platform.setTime(iso);
    return call('POST', `/lineitems/${item}/lineitem/scores`, SCORE, {
      userId: '5',
      scoreGiven,
      scoreMaximum: 10,
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
      timestamp: iso,
      ...more,
    });
  }

  async function result(item = 2): Promise<unknown> {
    const { body } = await call('GET', `/lineitems/${item}/lineitem/results?user_id=5`);
    return (JSON.parse(body) as unknown[])[0];
  }

  async function enter(score: string, iso: string, item = 2): Promise<Visit> {
    platform.setTime(iso);
    const visit = await resultPage(platform.lms.url, 'teacher1', `${item}/student1`);
    await visit.submit({ score }, '/student1');
    return visit;
  }

  it('keeps a teacher’s result, whatever score of the tool comes after it', async () => {
    await send(4, '2026-11-24T21:00:00Z', 2, { comment: 'Well done' });
    const visit = await enter('7.5', '2026-11-24T21:05:00Z');
    expect(visit.path).toBe('/gradebook/2/student1');
    expect(visit.page.html).toContain('<strong>7.5 of 10</strong>');
    const teachers = {
      resultScore: 7.5,
      resultMaximum: 10,
      comment: 'Well done',
      timestamp: '2026-11-24T21:05:00+00:00',
    };
    expect(await result()).toMatchObject(teachers);
    expect((await send(9, '2026-11-24T21:10:00Z', 2, { comment: 'Better' })).status).toBe(200);
    expect(await result()).toMatchObject(teachers);
    const pending = { gradingProgress: 'Pending' };
    expect((await send(2, '2026-11-24T21:11:00Z', 2, pending)).status).toBe(200);
    expect(await result()).toMatchObject(teachers);
  });

  it('refuses a score from before the teacher’s result', async () => {
    await enter('7', '2026-11-24T21:05:00Z');
    expect((await send(9, '2026-11-24T21:04:59Z')).status).toBe(409);
  });

  it('has the tool’s last score again once the teacher’s result is removed', async () => {
    await send(4, '2026-11-24T21:00:00Z');
    const visit = await enter('7', '2026-11-24T21:05:00Z');
    await enter('8', '2026-11-24T21:06:00Z');
    await send(9, '2026-11-24T21:10:00Z');
    await visit.get('/gradebook/2/student1');
    expect(visit.page.html).toContain('the score that the tool has sent counts again: 9.');
    await visit.submit({}, '/removal');
    expect(await result()).toMatchObject({ resultScore: 9 });
    await send(3, '2026-11-24T21:20:00Z');
    expect(await result()).toMatchObject({ resultScore: 3 });
  });

  it('has no result once a teacher’s is removed that no score of the tool lies beneath', async () => {
    const visit = await enter('7', '2026-11-24T21:05:00Z');
    await visit.submit({}, '/removal');
    expect(await result()).toBeUndefined();
    expect(visit.page.html).toContain('no result yet');
  });

  it('keeps the tool’s score to the scale of the line item beneath a teacher’s result', async () => {
    await send(4, '2026-11-24T21:00:00Z');
    const visit = await enter('7', '2026-11-24T21:05:00Z');
    const item = { label: 'Module 1', scoreMaximum: 20 };
    await call('PUT', '/lineitems/2/lineitem', LINE_ITEM, item);
    expect(await result()).toMatchObject({ resultScore: 14 });
    await visit.submit({}, '/removal');
    expect(await result()).toMatchObject({ resultScore: 8 });
  });

  it('lets a later score replace a teacher’s result in the tool’s own column', async () => {
    const made = await call('POST', '/lineitems', LINE_ITEM, { label: 'Own', scoreMaximum: 10 });
    const { id } = JSON.parse(made.body) as { id: string };
    const item = Number(/lineitems\/(\d+)/.exec(id)?.[1]);
    await enter('7', '2026-11-24T21:05:00Z', item);
    await send(9, '2026-11-24T21:10:00Z', item);
    expect(await result(item)).toMatchObject({ resultScore: 9 });
  });

  it('says in the gradebook which results a teacher has entered', async () => {
    await send(4, '2026-11-24T21:00:00Z');
    const visit = await resultPage(platform.lms.url, 'teacher1', '2/student1');
    expect((await visit.get('/gradebook')).html).not.toContain('entered by a teacher');
    await enter('7', '2026-11-24T21:05:00Z');
    expect((await visit.get('/gradebook')).html).toContain('7 / 10, entered by a teacher');
  });

  it.each(['', 'seven', '-1', '10.1', '1e1', 'Infinity'])('does not take “%s”', async (score) => {
    await send(4, '2026-11-24T21:00:00Z');
    const visit = await enter(score, '2026-11-24T21:05:00Z');
    expect(visit.page.status).toBe(400);
    expect(visit.page.html).toContain('Enter a number from 0 to 10.');
    expect(visit.page.html).toContain(`value="${score}" aria-invalid="true"`);
    expect(await result()).toMatchObject({ resultScore: 4 });
  });

  it.each(['student1', 'teacher2'])('is no page for %s', async (persona) => {
    const { browser, page } = await resultPage(platform.lms.url, persona, '2/student1');
    expect(page.status).toBe(403);
    const { html } = await browser.get(`${platform.lms.url}/gradebook`);
    expect(html).not.toContain('/gradebook/2/student1');
  });

  it('takes no form from another site', async () => {
    const visit = await resultPage(platform.lms.url, 'teacher1', '2/student1');
    const page = await visit.submit({ score: '7', sesskey: 'guessed' }, '/student1');
    expect(page.status).toBe(403);
    expect(await result()).toBeUndefined();
  });

  it.each(['99/student1', '2/teacher1', '2/nobody', '4/student1/review'])(
    'knows no result at %s',
    async (cell) => {
      expect((await resultPage(platform.lms.url, 'teacher1', cell)).page.status).toBe(404);
    },
  );

  describe('the review of what somebody has done', () => {
    const REVIEW = 'href="/gradebook/2/student1/review"';

    it('is offered from a score whose line item has one', async () => {
      const visit = await resultPage(platform.lms.url, 'teacher1', '2/student1');
      expect(visit.page.html).not.toContain(REVIEW);
      await send(4, '2026-11-24T21:00:00Z');
      expect((await visit.get('/gradebook/2/student1')).html).toContain(REVIEW);
      await send(4, '2026-11-24T21:00:00Z', 4);
      expect((await visit.get('/gradebook/4/student1')).html).not.toContain('/review"');
    });

    it('opens in a frame', async () => {
      const { page } = await resultPage(platform.lms.url, 'teacher1', '2/student1/review');
      expect(page.html).toContain('src="/launch/mod-01?target=iframe&#38;review=student1"');
    });

    it('is not launched for somebody who may not edit the course, nor for nobody', async () => {
      const path = '/launch/mod-01?target=iframe&review=';
      const { browser } = await resultPage(platform.lms.url, 'student1', '2/student1');
      expect((await browser.get(`${platform.lms.url}${path}student1`)).status).toBe(403);
      await browser.post(`${platform.lms.url}/sign-in`, { persona: 'teacher1' });
      expect((await browser.get(`${platform.lms.url}${path}nobody`)).status).toBe(404);
      const { html } = await browser.get(`${platform.lms.url}${path}student1`);
      expect(formsIn(html)[0]?.fields).toContainEqual([
        'target_link_uri',
        'http://tool.example/launch?review=1',
      ]);
    });
  });
});

describe('in Canvas', () => {
  let platform: CanvasPlatform;
  let userId: string;
  beforeEach(async () => {
    platform = await startCanvasPlatform();
    userId = await platform.subjectOf('asha');
  });
  afterEach(() => platform.close());

  function send(scoreGiven: number, iso: string): Promise<RawAnswer> {
    platform.setTime(iso);
    return platform.call('POST', `${CANVAS_ITEM}/scores`, {
      userId,
      scoreGiven,
      scoreMaximum: 10,
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
      timestamp: iso,
    });
  }

  async function result(): Promise<unknown> {
    const { body } = await platform.call('GET', `${CANVAS_ITEM}/results?user_id=${userId}`);
    return (JSON.parse(body) as unknown[])[0];
  }

  async function enter(score: string, iso: string): Promise<Visit> {
    platform.setTime(iso);
    const visit = await resultPage(platform.lms.url, 'dewi', '2/asha');
    await visit.submit({ score }, '/asha');
    return visit;
  }

  it('replaces a teacher’s result by a later score, and refuses an earlier one', async () => {
    await send(4, '2026-11-24T20:01:00Z');
    await enter('7,5', '2026-11-24T20:05:00Z');
    expect(await result()).toMatchObject({ resultScore: 7.5, resultMaximum: 10 });
    expect((await send(5, '2026-11-24T20:04:00Z')).status).toBe(400);
    expect(await result()).toMatchObject({ resultScore: 7.5 });
    expect((await send(9, '2026-11-24T20:10:00Z')).status).toBe(200);
    expect(await result()).toMatchObject({ resultScore: 9 });
  });

  it('counts no attempt for a teacher’s result', async () => {
    const visit = await enter('7', '2026-11-24T20:05:00Z');
    expect((await visit.get('/gradebook')).html).toContain('7 / 10, attempt 0');
    await send(4, '2026-11-24T20:06:00Z');
    await enter('7', '2026-11-24T20:07:00Z');
    expect((await visit.get('/gradebook')).html).toContain('7 / 10, attempt 1');
  });

  it('empties the result that a teacher removes', async () => {
    await send(4, '2026-11-24T20:01:00Z');
    const visit = await enter('7', '2026-11-24T20:05:00Z');
    await visit.submit({}, '/removal');
    expect(visit.page.html).toContain('no result yet');
    expect(await result()).not.toHaveProperty('resultScore');
  });
});

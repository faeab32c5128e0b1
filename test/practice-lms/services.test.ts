import { rawCall } from './raw-call';
import type { RawAnswer } from './raw-call';
import { startRecordedPlatform } from './recorded-platform';
import type { RecordedPlatform } from './recorded-platform';

const SCORE = 'application/vnd.ims.lis.v1.score+json';
const LINE_ITEM = 'application/vnd.ims.lis.v2.lineitem+json';
const MODULE = '/mod/lti/services.php/2/lineitems/2/lineitem';

let platform: RecordedPlatform;
beforeEach(async () => {
  platform = await startRecordedPlatform();
  platform.setTime('2026-11-24T21:00:00Z');
});
afterEach(() => platform.close());

function call(method: string, path: string, mediaType?: string, body?: object): Promise<RawAnswer> {
  return rawCall(`${platform.lms.url}${path}`, {
    method,
    headers: {
      Authorization: platform.authorization('all') ?? '',
      ...(mediaType && { [body ? 'Content-Type' : 'Accept']: mediaType }),
    },
    body: body && JSON.stringify(body),
  });
}

const score = (changes: object = {}) => ({
  userId: '5',
  scoreGiven: 8,
  scoreMaximum: 10,
  activityProgress: 'Completed',
  gradingProgress: 'FullyGraded',
  timestamp: '2026-11-24T21:00:00Z',
  ...changes,
});
const send = (changes?: object) => call('POST', `${MODULE}/scores`, SCORE, score(changes));

async function result(): Promise<unknown> {
  const { body } = await call('GET', `${MODULE}/results?user_id=5`);
  return (JSON.parse(body) as { resultScore: number }[])[0]?.resultScore;
}

describe('what no recording shows', () => {
  it.each(['/mod/lti/services.php/2/lineitems', MODULE, `${MODULE}/results`])(
    'refuses the type_id of another tool at %s',
    async (path) => {
      expect((await call('GET', `${path}?type_id=2`)).status).toBe(401);
      expect((await call('GET', `${path}?type_id=1`)).status).toBe(200);
    },
  );

  it('keeps every percentage when a line item gets another maximum', async () => {
    await send();
    await call('PUT', MODULE, LINE_ITEM, { label: 'Module 1', scoreMaximum: 50 });
    expect(await result()).toBe(40);
  });

  it.each([
    ['no date at all', { timestamp: 'yesterday' }],
    ['a maximum of nothing', { scoreMaximum: 0 }],
    ['a user id that is an object', { userId: { $ne: '' } }],
    ['a progress that is null', { gradingProgress: null }],
  ])('refuses a score with %s', async (_what, changes) => {
    expect((await send(changes)).status).toBe(400);
    expect(await result()).toBeUndefined();
  });

  it('keeps a body with line breaks out of the head of the answer', async () => {
    const answer = await rawCall(`${platform.lms.url}${MODULE}/scores`, {
      method: 'POST',
      headers: { Authorization: platform.authorization('all') ?? '', 'Content-Type': SCORE },
      body: 'x\r\nSet-Cookie: a=b',
    });
    expect(answer).toMatchObject({
      status: 400,
      reason: 'Incorrect score receivedx Set-Cookie: a=b',
    });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('lets a token end after an hour', async () => {
    platform.setTime('2026-11-24T21:58:59Z');
    expect((await call('GET', MODULE)).status).toBe(200);
    platform.setTime('2026-11-24T21:59:00Z');
    expect((await call('GET', MODULE)).status).toBe(401);
  });
});

describe('scores()', () => {
  it('has every accepted score as it was sent, in order', async () => {
    await send({ comment: 'first' });
    platform.setTime('2026-11-24T21:00:02Z');
    await send({ scoreGiven: 9, timestamp: '2026-11-24T20:00:00Z' });
    await send({ scoreGiven: 10, timestamp: '2026-11-24T21:00:01.5Z' });
    expect(platform.lms.scores()).toEqual([
      { ...score({ comment: 'first' }), ...received('2026-11-24T21:00:00.000Z') },
      {
        ...score({ scoreGiven: 10, timestamp: '2026-11-24T21:00:01.5Z' }),
        ...received('2026-11-24T21:00:02.000Z'),
      },
    ]);
  });

  const received = (at: string) => ({ lineItemId: 2, resourceId: 'mod-01', receivedAt: at });
});

describe('failNext()', () => {
  it('answers with a status so many times, and does nothing meanwhile', async () => {
    platform.lms.failNext('scores', 2, { status: 503, headers: { 'Retry-After': '7' } });
    expect(await send()).toMatchObject({ status: 503, headers: { 'retry-after': '7' } });
    expect((await send()).status).toBe(503);
    expect(platform.lms.scores()).toEqual([]);
    expect((await send()).status).toBe(200);
  });

  it('leaves other services alone', async () => {
    platform.lms.failNext('memberships', 1, { status: 500 });
    expect((await send()).status).toBe(200);
  });

  it('ends the connection before or after the score is taken', async () => {
    platform.lms.failNext('scores', 1, { drop: 'before' });
    await expect(send()).rejects.toThrow('socket hang up');
    expect(platform.lms.scores()).toEqual([]);
    platform.lms.failNext('scores', 1, { drop: 'after' });
    await expect(send()).rejects.toThrow('socket hang up');
    expect(await result()).toBe(8);
  });

  it('waits until it may go on', async () => {
    const gate = { open: () => {} };
    const until = new Promise<void>((resolve) => (gate.open = resolve));
    platform.lms.failNext('scores', 1, { until });
    const waiting = send();
    expect(await result()).toBeUndefined();
    gate.open();
    expect((await waiting).status).toBe(200);
  });
});

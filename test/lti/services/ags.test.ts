import type { Registration } from '../../../lti-tool/domain/registration';
import { AGS_SCOPE, type Score } from '../../../lti-tool/lti/port';
import type { AccessTokens } from '../../../lti-tool/lti/services/access-tokens';
import { createScores } from '../../../lti-tool/lti/services/ags';
import { createServiceCalls } from '../../../lti-tool/lti/services/call';
import { createPlatformHttp, type PlatformAnswer } from '../../../lti-tool/lti/services/http';
import { isCanvas } from '../../../lti-tool/lti/services/quirks/canvas';
import { registration } from './registration';
import { startRecordedPlatform, type Answer, type Recording } from './recorded-platform';

const NOW = new Date('2026-11-24T21:00:40Z');
const CONTAINER = '/mod/lti/services.php/2/lineitems?type_id=1';
const COLUMN = '/mod/lti/services.php/2/lineitems/2/lineitem?type_id=1';
const MANAGE = AGS_SCOPE.lineItem;
const score: Score = {
  userId: '5',
  scoreGiven: 8,
  scoreMaximum: 10,
  timestamp: new Date('2026-11-24T21:00:40.477Z'),
  submittedAt: new Date('2026-11-24T21:00:40.477Z'),
  isResend: false,
};

let platform: Awaited<ReturnType<typeof startRecordedPlatform>>;
beforeAll(async () => {
  platform = await startRecordedPlatform();
});
afterAll(() => platform.close());

/** Hands out token-1, token-2 … : a new one after each that was invalidated. */
function createTokens() {
  const asked: string[] = [];
  let number = 1;
  const tokens: AccessTokens = {
    get: (_registrationId, scopes) => {
      asked.push(scopes.join(' '));
      return Promise.resolve(`token-${number}`);
    },
    invalidate: (_registrationId, token) => {
      if (token === `token-${number}`) number += 1;
    },
  };
  return { tokens, asked };
}

/** @param family of the platform; one of no special kind unless told. */
function createClient(family = 'moodle', allowPrivatePlatforms = true) {
  const { tokens, asked } = createTokens();
  const http = createPlatformHttp({ allowPrivatePlatforms, timeoutMs: 5_000 });
  const registrationOf = (): Promise<Registration> => Promise.resolve({ ...registration, family });
  const calls = createServiceCalls({ http, tokens, registrationOf, now: () => NOW });
  return { scores: createScores(calls), asked };
}

/** The request is the one that Moodle was recorded to accept. */
function expectAsRecorded(name: Recording): void {
  const recorded = platform.recorded(name);
  const [request] = platform.seen;
  expect(request).toMatchObject({ method: recorded.method, path: recorded.path });
  const { accept, 'content-type': contentType } = request?.headers ?? {};
  const headers: { Accept?: string; 'Content-Type'?: string } = recorded.headers;
  expect({ accept, contentType }).toEqual({
    accept: headers.Accept,
    contentType: headers['Content-Type'],
  });
}

test.each<[string, Partial<Registration> | undefined]>([
  ['switched off', { active: false }],
  ['removed', undefined],
])(
  'a platform that was %s is not called, though its token is still good',
  async (_what, changed) => {
    const { tokens } = createTokens();
    const calls = createServiceCalls({
      http: createPlatformHttp({ allowPrivatePlatforms: true }),
      tokens,
      registrationOf: () => Promise.resolve(changed && { ...registration, ...changed }),
      now: () => NOW,
    });
    platform.prepare('score-ok');
    await expect(createScores(calls).send('r1', platform.url(COLUMN), score)).rejects.toMatchObject(
      {
        kind: changed ? 'retry' : 'refused',
      },
    );
    expect(platform.seen).toEqual([]);
  },
);

describe('send', () => {
  it('posts a final score the way Moodle accepts it', async () => {
    const { scores, asked } = createClient();
    platform.prepare('score-ok');
    await scores.send('r1', platform.url(COLUMN), score);

    expectAsRecorded('score-ok');
    expect(platform.seen[0]?.headers.authorization).toBe('Bearer token-1');
    expect(JSON.parse(platform.seen[0]?.body ?? '')).toEqual({
      userId: '5',
      scoreGiven: 8,
      scoreMaximum: 10,
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
      timestamp: '2026-11-24T21:00:40.477Z',
    });
    expect(asked).toEqual([AGS_SCOPE.score]);
  });

  it('posts to /scores where the line item has no query', async () => {
    platform.prepare({ status: 204 });
    await createClient().scores.send('r1', platform.url('/api/lti/line_items/2'), score);
    expect(platform.seen[0]?.path).toBe('/api/lti/line_items/2/scores');
  });

  it('tries once more with a fresh token after 401', async () => {
    platform.prepare('score-error-missing-scope', 'score-ok');
    await createClient().scores.send('r1', platform.url(COLUMN), score);
    expect(platform.seen.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('does not try a third token', async () => {
    platform.prepare('score-error-missing-scope', 'score-error-missing-scope', 'score-ok');
    await expect(
      createClient().scores.send('r1', platform.url(COLUMN), score),
    ).rejects.toMatchObject({
      kind: 'refused',
      reason: 'The platform has not granted this service to the tool.',
    });
    expect(platform.seen).toHaveLength(2);
  });

  const page = '<html>Rate Limit Exceeded</html>';
  it.each<[string, Answer, object]>([
    ['an older timestamp, Moodle', 'score-error-same-second', { kind: 'conflict' }],
    ['not enrolled', 'score-error-not-enrolled', { kind: 'not-a-member' }],
    [
      'a person whom the platform does not know, 404',
      { status: 404, body: '{"detail":"User 5 was not found"}' },
      { kind: 'not-a-member' },
    ],
    [
      'a person without scores, 422',
      { status: 422, body: 'This user can not be graded' },
      { kind: 'not-a-member' },
    ],
    ['another 422', { status: 422, body: 'The grade item is locked' }, { kind: 'refused' }],
    ['an unknown line item', 'score-error-unknown-lineitem', { kind: 'column-gone' }],
    ["another tool's line item", 'score-error-other-tools-lineitem', { kind: 'refused' }],
    ['an unknown refusal', { status: 418 }, { kind: 'refused' }],
    ['a fault of the platform', 'score-error-userid-not-numeric', { kind: 'retry' }],
    ['a redirect', { status: 303, headers: { Location: '/login' } }, { kind: 'retry' }],
    [
      'rate limit, 429 with seconds',
      { status: 429, headers: { 'Retry-After': '30' } },
      { kind: 'retry', retryAfter: 30_000 },
    ],
    [
      'rate limit, 429 with a date',
      { status: 429, headers: { 'Retry-After': 'Tue, 24 Nov 2026 21:01:40 GMT' } },
      { kind: 'retry', retryAfter: 60_000 },
    ],
    [
      'rate limit for longer than is believed',
      { status: 503, headers: { 'Retry-After': '999999' } },
      { kind: 'retry', retryAfter: 3_600_000 },
    ],
    [
      'a Retry-After that is nothing',
      { status: 429, headers: { 'Retry-After': 'soon' } },
      { kind: 'retry', retryAfter: undefined },
    ],
    ['rate limit, Canvas text', { status: 403, body: page }, { kind: 'retry' }],
    [
      'rate limit, Canvas header',
      { status: 403, headers: { 'X-Rate-Limit-Remaining': '0.0' } },
      { kind: 'retry' },
    ],
  ])('%s', async (_what, answer, expected) => {
    platform.prepare(answer);
    await expect(
      createClient().scores.send('r1', platform.url(COLUMN), score),
    ).rejects.toMatchObject({ name: 'ServiceError', ...expected });
    expect(platform.seen).toHaveLength(1);
  });

  it('says where the platform may have taken the score all the same', async () => {
    platform.prepare({ status: 502 }, { status: 429 });
    const { scores } = createClient();
    const send = (url: string): Promise<void> => scores.send('r1', url, score);
    await expect(send(platform.url(COLUMN))).rejects.toMatchObject({ mayBeDone: true });
    await expect(send(platform.url(COLUMN))).rejects.toMatchObject({ mayBeDone: false });
    await expect(send('http://127.0.0.1:1/2')).rejects.toMatchObject({ mayBeDone: true });
  });

  it('never repeats what the platform said', async () => {
    platform.prepare('score-error-unknown-lineitem');
    await expect(createClient().scores.send('r1', platform.url(COLUMN), score)).rejects.not.toThrow(
      /9999|Grade item/,
    );
  });

  it('asks for another try when the platform does not answer', async () => {
    const { scores } = createClient();
    await expect(scores.send('r1', 'http://127.0.0.1:1/lineitems/2', score)).rejects.toMatchObject({
      kind: 'retry',
      reason: 'The platform could not be reached.',
    });
  });

  it('refuses an address that is not called, for good', async () => {
    const { scores } = createClient('moodle', false);
    await expect(scores.send('r1', 'https://127.0.0.1/2', score)).rejects.toMatchObject({
      kind: 'refused',
    });
    await expect(scores.send('r1', 'not a url', score)).rejects.toMatchObject({
      kind: 'refused',
    });
  });
});

describe('result', () => {
  it("reads one person's result", async () => {
    const { scores, asked } = createClient();
    platform.prepare('results-one-user');
    await expect(scores.result('r1', platform.url(COLUMN), '5')).resolves.toEqual({
      userId: '5',
      resultScore: 9,
      resultMaximum: 10,
    });
    expectAsRecorded('results-one-user');
    expect(asked).toEqual([AGS_SCOPE.resultReadOnly]);
  });

  it('is undefined where the platform has none, or only those of others', async () => {
    platform.prepare('results-unknown-user', 'results-one-user');
    const { scores } = createClient();
    await expect(scores.result('r1', platform.url(COLUMN), '9999')).resolves.toBeUndefined();
    await expect(scores.result('r1', platform.url(COLUMN), '6')).resolves.toBeUndefined();
  });

  it('is refused without the scope', async () => {
    platform.prepare('results-error-missing-scope', 'results-error-missing-scope');
    await expect(
      createClient().scores.result('r1', platform.url(COLUMN), '5'),
    ).rejects.toMatchObject({ kind: 'refused' });
  });

  it('asks for another try when the answer cannot be read', async () => {
    platform.prepare({ status: 200, body: '<html>' }, { status: 200, body: '{"userId":"5"}' });
    const { scores } = createClient();
    for (let time = 0; time < 2; time += 1) {
      await expect(scores.result('r1', platform.url(COLUMN), '5')).rejects.toMatchObject({
        kind: 'retry',
      });
    }
  });
});

describe('findLineItem', () => {
  const part1 = { resourceId: 'part-1', tag: 't1' };

  it('asks by resource id with the media type of the list', async () => {
    const { scores, asked } = createClient();
    platform.prepare('lineitems-filter-resource-id');
    const found = await scores.findLineItem(
      'r1',
      platform.url(CONTAINER),
      {
        resourceId: 'part-1',
      },
      MANAGE,
    );
    expectAsRecorded('lineitems-filter-resource-id');
    expect(found).toEqual({
      id: platform.url('/mod/lti/services.php/2/lineitems/4/lineitem?type_id=1'),
      label: 'Part 1',
      scoreMaximum: 10,
      resourceId: 'part-1',
      tag: 't1',
      resourceLinkId: '5',
    });
    expect(asked).toEqual([AGS_SCOPE.lineItem]);
  });

  it('asks by tag as well', async () => {
    platform.prepare('lineitems-filter-resource-id');
    await createClient().scores.findLineItem('r1', platform.url(CONTAINER), part1, MANAGE);
    expect(platform.seen[0]?.path).toBe(`${CONTAINER}&resource_id=part-1&tag=t1`);
  });

  it('does not believe a platform that ignores the filter', async () => {
    platform.prepare('lineitems-filter-tag', 'lineitems-filter-resource-id');
    const { scores } = createClient();
    const url = platform.url(CONTAINER);
    await expect(scores.findLineItem('r1', url, part1, MANAGE)).resolves.toBeUndefined();
    await expect(
      scores.findLineItem('r1', url, { ...part1, tag: 'other' }, MANAGE),
    ).resolves.toBeUndefined();
  });

  it('reads on by the Link header, with its curly quotes and escaped ampersands', async () => {
    platform.prepare('lineitems-list-page-1', 'lineitems-list-page-2');
    const found = await createClient().scores.findLineItem(
      'r1',
      platform.url(CONTAINER),
      part1,
      MANAGE,
    );
    expect(found?.label).toBe('Part 1');
    expect(platform.seen[1]?.path).toBe(platform.recorded('lineitems-list-page-2').path);
  });

  it('does not carry the token to another origin', async () => {
    const link = '<http://elsewhere.example/lineitems?from=2>; rel="next"';
    platform.prepare({ status: 200, headers: { Link: link }, body: '[]' });
    const found = createClient().scores.findLineItem('r1', platform.url(CONTAINER), part1, MANAGE);
    await expect(found).rejects.toMatchObject({ kind: 'refused' });
    expect(platform.seen).toHaveLength(1);
  });

  it('stops at a list without an end', async () => {
    const link = `<${platform.url(CONTAINER)}>; rel="next"`;
    const endless = { status: 200, headers: { Link: link }, body: '[]' };
    platform.prepare(...Array.from({ length: 50 }, () => endless));
    const found = createClient().scores.findLineItem('r1', platform.url(CONTAINER), part1, MANAGE);
    await expect(found).resolves.toBeUndefined();
    expect(platform.seen).toHaveLength(10);
  });
});

describe('lineItems', () => {
  it('lists every page, without what lies on another site', async () => {
    platform.prepare('lineitems-list-page-1', {
      status: 200,
      body: JSON.stringify([
        { id: 'http://elsewhere.example/9', label: 'Elsewhere', scoreMaximum: 1 },
        { id: platform.url('/last'), label: 'Last', scoreMaximum: 1, resourceId: 'm01-r1' },
      ]),
    });
    const all = await createClient().scores.lineItems(
      'r1',
      platform.url(CONTAINER),
      AGS_SCOPE.lineItemReadOnly,
    );
    expect(all.map(({ label }) => label)).not.toContain('Elsewhere');
    expect(all.at(-1)).toEqual({
      id: platform.url('/last'),
      label: 'Last',
      scoreMaximum: 1,
      resourceId: 'm01-r1',
    });
  });
});

describe('createLineItem', () => {
  const column = { label: 'Final exam', scoreMaximum: 100, resourceId: 'exam', tag: 'final' };

  it('posts the line item and returns it with its URL', async () => {
    const { scores, asked } = createClient();
    platform.prepare('lineitem-create');
    const made = await scores.createLineItem('r1', platform.url(CONTAINER), column);
    expectAsRecorded('lineitem-create');
    expect(JSON.parse(platform.seen[0]?.body ?? '')).toEqual(column);
    expect(made).toEqual({
      ...column,
      id: platform.url('/mod/lti/services.php/2/lineitems/6/lineitem?type_id=1'),
    });
    expect(asked).toEqual([AGS_SCOPE.lineItem]);
  });

  it('is refused where only reading was granted', async () => {
    platform.prepare(
      'lineitem-error-create-readonly-scope',
      'lineitem-error-create-readonly-scope',
    );
    await expect(
      createClient().scores.createLineItem('r1', platform.url(CONTAINER), column),
    ).rejects.toMatchObject({ kind: 'refused' });
  });

  it('does not take a line item on another origin', async () => {
    const body = JSON.stringify({ ...column, id: 'https://elsewhere.example/lineitems/1' });
    platform.prepare({ status: 201, body });
    await expect(
      createClient().scores.createLineItem('r1', platform.url(CONTAINER), column),
    ).rejects.toMatchObject({ kind: 'refused' });
  });
});

describe('Canvas', () => {
  const SUBMISSION = 'https://canvas.instructure.com/lti/submission';
  const url = (): string => platform.url('/api/lti/courses/5/line_items/2');
  const sent = (index: number): unknown =>
    (JSON.parse(platform.seen[index]?.body ?? '') as Record<string, unknown>)[SUBMISSION];

  it('hears whether a score is a new submission, and when that was', async () => {
    platform.prepare({ status: 200 }, { status: 200 }, { status: 200 });
    const { scores } = createClient('canvas');
    const timestamp = new Date('2026-11-25T09:00:00Z');
    await scores.send('r1', url(), score);
    await scores.send('r1', url(), { ...score, timestamp, isResend: true });
    await createClient('moodle').scores.send('r1', url(), score);
    const submitted_at = '2026-11-24T21:00:40.477Z';
    expect(sent(0)).toEqual({ new_submission: true, submitted_at });
    expect(sent(1)).toEqual({ new_submission: false, submitted_at });
    expect(sent(2)).toBeUndefined();
  });

  it.each([
    [400, 'Provided timestamp of x before last updated timestamp of y', 'conflict', /newer/],
    [400, 'Provided submitted_at timestamp of x in the future', 'retry', /clock/],
    [400, 'userId is missing', 'refused', /status 400/],
    [422, 'User not found in course or is not a student', 'not-a-member', /not a student/],
    [
      422,
      'The maximum number of allowed attempts has been reached for this submission',
      'refused',
      /used all attempts/,
    ],
  ])('%d: %s', async (status, body, kind, reason) => {
    platform.prepare({ status, body });
    await expect(createClient('canvas').scores.send('r1', url(), score)).rejects.toMatchObject({
      kind,
      reason: expect.stringMatching(reason) as string,
    });
  });

  it.each<[string, Partial<Registration>]>([
    ['hosted', { issuer: 'https://canvas.instructure.com' }],
    ['its test site', { issuer: 'https://canvas.test.instructure.com' }],
    ['hosted elsewhere', { jwksUrl: 'https://canvas.example.org/api/lti/security/jwks' }],
  ])('is known where it was registered by hand: %s', (_what, fields) => {
    expect(isCanvas({ ...registration, ...fields })).toBe(true);
    expect(isCanvas({ ...registration, ...fields, family: 'moodle' })).toBe(false);
  });

  it.each([
    ['canvas', 1],
    ['moodle', 3],
  ])('%s gets so many requests at once, whatever they are for: %d', async (family, most) => {
    let open = 0;
    let mostOpen = 0;
    const http = async (): Promise<PlatformAnswer> => {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      await new Promise(setImmediate);
      open -= 1;
      return { status: 200, headers: {}, text: '[]' };
    };
    const scores = createScores(
      createServiceCalls({
        http,
        tokens: createTokens().tokens,
        registrationOf: () => Promise.resolve({ ...registration, family }),
        now: () => NOW,
      }),
    );
    await Promise.all([
      scores.send('r1', url(), score),
      scores.result('r1', url(), '5'),
      scores.lineItems('r1', url(), AGS_SCOPE.lineItem),
    ]);
    expect(mostOpen).toBe(most);
  });
});

import { SCOPE } from '../../lti-tool/practice-lms/scopes';
import { throttled } from '../../lti-tool/practice-lms/canvas/throttling';
import { inventedParticipants, PEOPLE } from '../../lti-tool/practice-lms/people';
import { LINE_ITEM, startCanvasPlatform } from './canvas-platform';
import type { CanvasPlatform } from './canvas-platform';
import type { RawAnswer } from './raw-call';

const SUBMISSION = 'https://canvas.instructure.com/lti/submission';
const SUBMISSION_TYPE = 'https://canvas.instructure.com/lti/submission_type';
const LINE_ITEMS = '/api/lti/courses/5/line_items';
const NAMES = '/api/lti/courses/5/names_and_roles';
const LIS = 'http://purl.imsglobal.org/vocab/lis/v2/';

let platform: CanvasPlatform;
let asha: string;
beforeEach(async () => {
  platform = await startCanvasPlatform();
  asha = await platform.subjectOf('asha');
});
afterEach(() => Promise.all([platform, ...others.splice(0)].map((started) => started.close())));

const others: CanvasPlatform[] = [];
async function another(
  options: Parameters<typeof startCanvasPlatform>[0],
): Promise<CanvasPlatform> {
  const started = await startCanvasPlatform(options);
  others.push(started);
  return started;
}

const read = (answer: RawAnswer): unknown => JSON.parse(answer.body);
const error = (type: string, message: string) => ({ errors: { type, message } });

const send = (changes: object = {}) =>
  platform.call('POST', `${LINE_ITEM}/scores`, {
    userId: asha,
    scoreGiven: 4,
    scoreMaximum: 5,
    activityProgress: 'Completed',
    gradingProgress: 'FullyGraded',
    timestamp: '2026-11-24T20:00:00.500Z',
    ...changes,
  });
const results = async (query = '') =>
  read(await platform.call('GET', `${LINE_ITEM}/results${query}`));

async function grade(): Promise<unknown> {
  const answer = await fetch(`${platform.lms.url}/gradebook.json`);
  return ((await answer.json()) as { grades: unknown[] }).grades[0];
}

describe('the token endpoint', () => {
  it('grants what the administrator allowed, as JSON', async () => {
    const answer = await platform.token([SCOPE.score, SCOPE.lineItem]);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(read(answer)).toEqual({
      access_token: expect.any(String) as string,
      token_type: 'Bearer',
      expires_in: 3600,
      scope: `${SCOPE.score} ${SCOPE.lineItem}`,
    });
  });

  it('gives no token at all when one scope is not granted', async () => {
    const cut = await another({ scopes: [SCOPE.score] });
    const answer = await cut.token([SCOPE.score, SCOPE.lineItem]);
    expect(answer.status).toBe(400);
    expect(read(answer)).toMatchObject({
      error: 'invalid_scope',
      error_description: expect.stringContaining(`not granted: ${SCOPE.lineItem}`) as string,
    });
  });

  it.each([
    ['another audience', { aud: 'https://canvas.instructure.com' }, "the 'aud' is invalid"],
    ['an end in the past', { exp: 1795550399 }, 'the JWT has expired'],
    ['another client', { sub: '10000000000002' }, 'JWS signature invalid.'],
    ['an old time', { iat: 1795550099 }, "the 'iat' must be less than 300 seconds old"],
    ['no issuer', { iss: undefined }, 'the following assertions are missing: iss'],
  ])('refuses an assertion with %s', async (_what, changes, description) => {
    const answer = await platform.token([SCOPE.score], changes);
    expect(answer.status).toBe(400);
    expect(read(answer)).toEqual({ error: 'invalid_request', error_description: description });
  });
});

describe('access', () => {
  it.each([
    ['no token', '', 'Missing access token'],
    ['an unknown token', 'Bearer unknown', 'Access token invalid or expired'],
  ])('is refused with %s', async (_what, authorization, message) => {
    const answer = await platform.call('GET', LINE_ITEMS, undefined, authorization);
    expect(answer.status).toBe(401);
    expect(read(answer)).toEqual(error('unauthorized', message));
  });

  it('is refused without the scope, and ends after an hour', async () => {
    const { access_token: token } = read(await platform.token([SCOPE.score])) as {
      access_token: string;
    };
    const answer = await platform.call('GET', LINE_ITEMS, undefined, `Bearer ${token}`);
    expect(answer.status).toBe(401);
    expect(read(answer)).toEqual(error('unauthorized', 'Insufficient permissions'));
    platform.setTime('2026-11-24T21:00:00Z');
    expect((await send()).status).toBe(401);
  });

  it.each(['/api/lti/courses/6/line_items', `${LINE_ITEMS}/99`, `${LINE_ITEM}/nothing`])(
    'finds nothing at %s',
    async (path) => {
      const answer = await platform.call('GET', path);
      expect(answer.status).toBe(404);
      expect(read(answer)).toEqual({
        errors: [{ message: 'The specified resource does not exist.' }],
      });
    },
  );
});

describe('a score', () => {
  it('is scaled, answered with its result, and counts as an attempt', async () => {
    const answer = await send();
    const resultUrl = `${platform.lms.url}${LINE_ITEM}/results/5`;
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe(
      'application/vnd.ims.lis.v1.score+json; charset=utf-8',
    );
    expect(read(answer)).toEqual({ resultUrl });
    const expected = {
      id: resultUrl,
      scoreOf: `${platform.lms.url}${LINE_ITEM}`,
      userId: asha,
      resultScore: 8,
      resultMaximum: 10,
    };
    expect(await results(`?user_id=${asha}`)).toEqual([expected]);
    expect(read(await platform.call('GET', `${LINE_ITEM}/results/5`))).toEqual(expected);
    expect(await grade()).toMatchObject({ score: 8, attempt: 1 });
  });

  it('may name a person by the number in the database', async () => {
    expect((await send({ userId: 5 })).status).toBe(200);
    expect(await results('?user_id=5')).toMatchObject([{ userId: asha }]);
  });

  it('may be more than the maximum', async () => {
    await send({ scoreGiven: 6 });
    expect(await results()).toMatchObject([{ resultScore: 12 }]);
  });

  it.each([
    ['a facilitator', 'dewi'],
    ['the administrator', 'admin'],
  ])('of %s is refused', async (_who, persona) => {
    const answer = await send({ userId: await platform.subjectOf(persona) });
    expect(answer.status).toBe(422);
    expect(read(answer)).toEqual(
      error('unprocessable_entity', 'User not found in course or is not a student'),
    );
  });

  it.each([['nobody'], [undefined], [{ $ne: '' }]])('of %j is refused', async (userId) => {
    expect((await send({ userId })).status).toBe(422);
    expect(await results()).toEqual([]);
  });

  it.each([
    ['without a progress', { gradingProgress: '' }, 400, 'gradingProgress is missing'],
    [
      'with no date',
      { timestamp: 'yesterday' },
      400,
      'Provided timestamp of yesterday not a valid timestamp',
    ],
    [
      'without a maximum',
      { scoreMaximum: undefined },
      422,
      'ScoreMaximum not supplied when ScoreGiven present.',
    ],
    [
      'with a negative maximum',
      { scoreMaximum: -1 },
      422,
      'ScoreMaximum must be greater than or equal to 0',
    ],
  ])('%s is refused', async (_what, changes, status, message) => {
    const answer = await send(changes);
    expect(answer.status).toBe(status);
    expect(read(answer)).toMatchObject({ errors: { message } });
    expect(await results()).toEqual([]);
  });

  it('is refused when it is earlier, to the millisecond; the same time is taken again', async () => {
    await send();
    const earlier = await send({ scoreGiven: 5, timestamp: '2026-11-24T20:00:00.499Z' });
    expect(earlier.status).toBe(400);
    expect(read(earlier)).toEqual(
      error(
        'bad_request',
        'Provided timestamp of 2026-11-24T20:00:00.499Z before last updated timestamp of 2026-11-24T20:00:00.500Z',
      ),
    );
    expect((await send({ scoreGiven: 3 })).status).toBe(200);
    expect(await grade()).toMatchObject({ score: 6, attempt: 2 });
  });

  it.each(['NotReady', 'Failed', 'Pending'])('is ignored while %s', async (gradingProgress) => {
    await send();
    expect((await send({ gradingProgress, scoreMaximum: undefined })).status).toBe(200);
    expect(await results()).toEqual([expect.not.objectContaining({ resultScore: 8 })]);
  });

  it('keeps a comment until another comes', async () => {
    await send({ comment: 'first' });
    await send();
    expect(await results()).toMatchObject([{ comment: 'first' }]);
  });

  it.each([[{ new_submission: false }], [{ submission_type: 'none' }]])(
    'is no attempt with %j',
    async (submission) => {
      await send({ [SUBMISSION]: submission });
      expect(await grade()).toMatchObject({ score: 8, attempt: 0 });
    },
  );

  it('is refused once the attempts are spent, unless it is none', async () => {
    await send();
    await send();
    const third = await send({ scoreGiven: 5 });
    expect(third.status).toBe(422);
    expect(read(third)).toEqual(
      error(
        'unprocessable_entity',
        'The maximum number of allowed attempts has been reached for this submission',
      ),
    );
    const noAttempt = await send({ scoreGiven: 5, [SUBMISSION]: { new_submission: false } });
    expect(noAttempt.status).toBe(200);
    expect(await grade()).toMatchObject({ score: 10, attempt: 2 });
  });

  it.each([403, 429] as const)('is throttled with %i', async (status) => {
    platform.lms.failNext('scores', 1, throttled(status, 7));
    const answer = await send();
    expect(answer).toMatchObject({
      status,
      headers: { 'x-rate-limit-remaining': '0.0', 'retry-after': '7' },
      body: expect.stringContaining('(Rate Limit Exceeded)') as string,
    });
    expect((await send()).headers['x-rate-limit-remaining']).toBe('600.0');
  });
});

describe('line items', () => {
  const create = (changes: object = {}) =>
    platform.call('POST', LINE_ITEMS, { label: 'Column', scoreMaximum: 1, ...changes });

  it('are made with what the tool sent, its submission type too', async () => {
    const submissionType = { type: 'external_tool', external_tool_url: 'https://tool.example/a' };
    const answer = await create({ resourceId: 'r', tag: 't', [SUBMISSION_TYPE]: submissionType });
    expect(answer.status).toBe(201);
    expect(read(answer)).toEqual({
      id: `${platform.lms.url}${LINE_ITEMS}/3`,
      label: 'Column',
      scoreMaximum: 1,
      resourceId: 'r',
      tag: 't',
      [SUBMISSION_TYPE]: submissionType,
    });
    expect(read(await platform.call('GET', `${LINE_ITEMS}?tag=t&resource_id=r`))).toHaveLength(1);
    expect(read(await platform.call('GET', `${LINE_ITEMS}?tag=other`))).toEqual([]);
  });

  it.each([
    [{ label: '' }, 400],
    [{ scoreMaximum: undefined }, 400],
    [{ [SUBMISSION_TYPE]: { type: 'online_quiz' } }, 400],
    [{ resourceLinkId: 'unknown' }, 404],
  ])('are not made with %j', async (changes, status) => {
    expect((await create(changes)).status).toBe(status);
  });

  it('come ten at a time, with the address of the next page', async () => {
    for (let i = 0; i < 10; i++) await create();
    const first = await platform.call('GET', LINE_ITEMS);
    expect(read(first)).toHaveLength(10);
    const [, next = ''] = /<([^>]*)>; rel="next"/.exec(String(first.headers['link'])) ?? [];
    expect(next).toBe(`${platform.lms.url}${LINE_ITEMS}?page=2&per_page=10`);
    const second = await platform.call('GET', next.slice(platform.lms.url.length));
    expect(read(second)).toHaveLength(1);
    expect(second.headers['link']).not.toContain('rel="next"');
  });

  it('are changed without changing scores, what is not sent stays', async () => {
    await send();
    const answer = await platform.call('PUT', LINE_ITEM, { scoreMaximum: 20 });
    expect(read(answer)).toMatchObject({ label: 'One', scoreMaximum: 20, resourceId: 'one' });
    expect(await results()).toMatchObject([{ resultScore: 8, resultMaximum: 20 }]);
  });

  it('are deleted unless they came with an assignment', async () => {
    await create();
    expect((await platform.call('DELETE', `${LINE_ITEMS}/3`)).status).toBe(204);
    expect((await platform.call('DELETE', LINE_ITEM)).status).toBe(401);
    expect(read(await platform.call('GET', LINE_ITEMS))).toHaveLength(1);
  });
});

describe('names and roles', () => {
  interface Member {
    user_id: string;
    name?: string;
    roles: string[];
    message?: unknown[];
  }
  const members = async (query = ''): Promise<Member[]> =>
    (read(await platform.call('GET', `${NAMES}${query}`)) as { members: Member[] }).members;

  it('are those of launches; the administrator is no member', async () => {
    const all = await members();
    expect(all.map(({ roles }) => roles[0])).toEqual([
      `${LIS}membership#Instructor`,
      `${LIS}membership/Instructor#TeachingAssistant`,
      ...Array<string>(5).fill(`${LIS}membership#Learner`),
    ]);
    expect(all[2]).toMatchObject({ user_id: asha, name: 'Asha Tamang' });
    expect(all[6]).not.toHaveProperty('name');
  });

  it('are filtered by a whole role; an unknown one has nobody', async () => {
    const role = encodeURIComponent(`${LIS}membership#Instructor`);
    expect(await members(`?role=${role}`)).toHaveLength(2);
    expect(await members('?role=Instructor')).toEqual([]);
  });

  it('of 120 people come on three pages', async () => {
    const crowd = await another({ people: [...PEOPLE, ...inventedParticipants(114)] });
    const sizes: number[] = [];
    let path = NAMES;
    while (path !== '') {
      const answer = await crowd.call('GET', path);
      sizes.push((read(answer) as { members: unknown[] }).members.length);
      const [, next = ''] = /<([^<>]+)>; rel="next"/.exec(String(answer.headers['link'])) ?? [];
      path = next.slice(crowd.lms.url.length);
    }
    expect(sizes).toEqual([50, 50, 20]);
  });

  it('come at most 50 at a time, and the links keep the role', async () => {
    const crowd = Array.from({ length: 51 }, (_, i) => ({
      id: String(100 + i),
      handle: `p${i}`,
      givenName: 'P',
      familyName: String(i),
      email: `p${i}@practice.example`,
      role: 'participant' as const,
      withheld: false,
    }));
    const big = await another({ people: crowd });
    const role = encodeURIComponent(`${LIS}membership#Learner`);
    const first = await big.call('GET', `${NAMES}?role=${role}&limit=100`);
    expect((read(first) as { members: unknown[] }).members).toHaveLength(50);
    expect(first.headers['link']).toContain(
      `<${big.lms.url}${NAMES}?role=${role}&page=2&per_page=50>; rel="next"`,
    );
  });

  it('bear a message with the id of a link, and none exists for an unknown one', async () => {
    const { [`https://purl.imsglobal.org/spec/lti/claim/resource_link`]: link } =
      await platform.launch('asha');
    expect((await members(`?rlid=${(link as { id: string }).id}`))[0]?.message).toHaveLength(1);
    const answer = await platform.call('GET', `${NAMES}?rlid=unknown`);
    expect(answer.status).toBe(400);
    expect(read(answer)).toEqual(error('bad_request', "Invalid 'rlid' parameter"));
  });
});

describe('failAlways()', () => {
  it.each([403, 429] as const)(
    'throttles every call by %i until it is switched off',
    async (status) => {
      platform.lms.failAlways(throttled(status, 30));
      const refused = [await send(), await platform.call('GET', LINE_ITEMS)];
      expect(refused.map((answer) => answer.status)).toEqual([status, status]);
      expect(refused[0]).toMatchObject({
        headers: { 'x-rate-limit-remaining': '0.0', 'retry-after': '30' },
        body: expect.stringContaining('Rate Limit Exceeded') as string,
      });
      expect((await platform.token([SCOPE.score])).status).toBe(200);
      platform.lms.failAlways(undefined);
      expect((await platform.call('GET', LINE_ITEMS)).status).toBe(200);
    },
  );
});

import { PEOPLE, type Person } from '../../lti-tool/practice-lms/people';
import { SCOPE } from '../../lti-tool/practice-lms/scopes';
import { launch, type Visit } from '../support/practice-client';
import { type RunningTool, startTool } from '../support/running-tool';
import { type ServiceCall, watchServiceCalls } from '../support/service-calls';
import { recordAttendance } from '../support/training';

jest.setTimeout(60_000);

/** Checks 28 to 31 and 56 to 58 of the project's LTI reference, on the running tool. */
const MEMBERSHIPS = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';

/** With the usual personas, 120 people. */
const CROWD: readonly Person[] = Array.from({ length: 120 - PEOPLE.length }, (_, number) => ({
  id: String(1000 + number),
  handle: `crowd${number}`,
  givenName: 'Person',
  familyName: `Crowd-${String(number).padStart(3, '0')}`,
  email: `crowd${number}@practice.example`,
  role: 'participant',
  withheld: false,
}));

let running: RunningTool;
let ahead = 0;
const now = (): Date => new Date(Date.now() + ahead);
const pass = (seconds: number): void => {
  ahead += seconds * 1000;
};

type Options = NonNullable<Parameters<typeof startTool>[0]>;

async function start(options: Options): Promise<void> {
  running = await startTool({ now, ...options });
  running.lms.setClock(now);
}

const open = (persona: string, activity = 'progress'): Promise<Visit> =>
  launch({ lmsUrl: running.lms.url, persona, activity });

/** Presses "Read the list now" and answers what was asked meanwhile. */
async function readList(): Promise<{ html: string; calls: ServiceCall[] }> {
  const visit = await open('dewi');
  await visit.get('/roster');
  const { calls, stop } = watchServiceCalls();
  const { html } = await visit.submit({}, '/roster/refresh');
  stop();
  return { html, calls };
}

describe.each(['moodle', 'canvas'] as const)('NRPS with %s', (mode) => {
  let html: string;
  let calls: readonly ServiceCall[];
  beforeAll(async () => {
    await start({ mode, scopes: [SCOPE.memberships], people: [...PEOPLE, ...CROWD] });
    ({ html, calls } = await readList());
  });
  afterAll(() => running.close());
  const lists = (): ServiceCall[] =>
    calls.filter(({ path }) => /memberships|names_and_roles/.test(path));

  it('28: makes the call, with the one media type of version 2, which Moodle compares exactly', () => {
    expect(lists()[0]).toMatchObject({ method: 'GET', accept: MEMBERSHIPS, status: 200 });
    expect(html).toContain('The list was read from the platform.');
  });

  it('29: with a valid token, for a list of people is nobody else’s business', () => {
    expect(calls[0]).toMatchObject({ method: 'POST', status: 200 });
    for (const { authorization } of lists()) {
      expect(authorization).toMatch(/^Bearer [\w.~+/-]+=*$/);
    }
  });

  it('30: of the right scope, which is the only one granted here', () => {
    expect(lists().map(({ status }) => status)).toEqual(lists().map(() => 200));
  });

  it('58: reads every page of 120 people, so that nobody is missing or marked as gone', async () => {
    expect(lists()).toHaveLength(mode === 'canvas' ? 3 : 1);
    const visit = await open('dewi');
    const all = html + (await visit.get('/roster?page=2')).html;
    for (const { familyName } of CROWD) expect(all).toContain(familyName);
    expect(all).not.toContain('Left the course');
  });
});

describe.each(['moodle', 'canvas'] as const)('AGS with %s', (mode) => {
  beforeAll(async () => {
    await start({ mode });
    await open('asha');
  });
  afterAll(() => running.close());

  async function record(session: string, standing: 'active' | 'absent'): Promise<void> {
    await open('asha', session);
    await recordAttendance(await open('dewi', session), session, standing);
  }
  async function grade(session: string): Promise<number | undefined> {
    const answer = await fetch(`${running.lms.url}/gradebook.json`);
    const { lineItems, grades } = (await answer.json()) as Gradebook;
    const item = lineItems.find(({ resourceId }) => resourceId === session);
    return grades.find(({ lineItemId }) => lineItemId === item?.id)?.score;
  }
  /** What is asked of results and scores while everything due is sent. */
  async function deliver(): Promise<readonly ServiceCall[]> {
    const { calls, stop } = watchServiceCalls();
    await running.deliverScores();
    stop();
    return calls.filter(({ path }) => /\/(results|scores)\b/.test(path));
  }

  it('31: posts the score of a launched activity, and reads the result before another', async () => {
    await record('live-1-1', 'active');
    expect((await deliver()).map(({ method }) => method)).toEqual(['POST']);
    expect(await grade('live-1-1')).toBe(1);
    pass(5);
    await record('live-1-1', 'absent');
    expect((await deliver()).slice(0, 2).map(({ method }) => method)).toEqual(['GET', 'POST']);
    expect(await grade('live-1-1')).toBe(0);
  });

  it('56: answers 401 with a fresh token, once, for tokens are revoked and keys rotated', async () => {
    await record('live-1-2', 'active');
    running.lms.failNext('scores', 1, { status: 401 });
    const [first, second] = await deliver();
    expect([first?.status, second?.status]).toEqual([401, 200]);
    expect(first?.authorization).not.toBe(second?.authorization);
    expect(await grade('live-1-2')).toBe(1);
  });

  it('57: never lets an older score, or one that is not final, come after a newer', async () => {
    await record('live-1-3', 'active');
    running.lms.failNext('scores', 1, { drop: 'before' });
    await deliver();
    await record('live-1-3', 'absent');
    await deliver();
    pass(60);
    await deliver();
    pass(60);
    await record('live-1-3', 'active');
    await deliver();
    const mine = running.lms.scores().filter(({ resourceId }) => resourceId === 'live-1-3');
    expect(mine.length).toBeGreaterThan(1);
    const times = mine.map(({ timestamp }) => Date.parse(timestamp));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    for (const { activityProgress, gradingProgress } of mine) {
      expect([activityProgress, gradingProgress]).toEqual(['Completed', 'FullyGraded']);
    }
    expect(await grade('live-1-3')).toBe(1);
  });
});

test('30: without that scope, facilitators hear what to switch on, and nothing is asked', async () => {
  await start({ scopes: [SCOPE.score] });
  const visit = await open('dewi');
  const { html } = await visit.get('/roster');
  expect(html).toContain('does not give this tool its list of people');
  await running.close();
});

interface Gradebook {
  readonly lineItems: readonly { id: number; resourceId: string }[];
  readonly grades: readonly { lineItemId: number; score?: number }[];
}

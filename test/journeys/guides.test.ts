import { launch, type Visit } from '../support/practice-client';
import { type RunningTool, startTool } from '../support/running-tool';

jest.setTimeout(60_000);

let running: RunningTool;
let participant: Visit;
let facilitator: Visit;

beforeAll(async () => {
  running = await startTool();
  const lmsUrl = running.lms.url;
  participant = await launch({ lmsUrl, persona: 'asha', activity: 'progress' });
  facilitator = await launch({ lmsUrl, persona: 'dewi', activity: 'live-1-1' });
});
afterAll(() => running.close());

/** Guides that a page links, by id. */
const linked = (html: string): string[] =>
  [...html.matchAll(/href="\/guides\/([^"]+)"/g)].map(([, id = '']) => id);

const BREAKOUT = [
  'breakout-firearms',
  'breakout-migrant-smuggling',
  'breakout-trafficking-in-persons',
  'case-study-template',
  'joint-recommendations-template',
];
const DAYS = [1, 2, 3].map((day) => `facilitator-notes-day-${day}`);

test('each person reads every guide that the Programme page lists for them', async () => {
  for (const [visit, ids] of [
    [participant, ['about', 'sources', ...BREAKOUT]],
    [facilitator, ['about', 'sources', ...BREAKOUT, ...DAYS]],
  ] as const) {
    const listed = linked((await visit.get('/programme')).html);
    expect(listed.toSorted()).toEqual(ids.toSorted());
    for (const id of listed) expect((await visit.get(`/guides/${id}`)).status).toBe(200);
  }
});

test("a participant gets no facilitators' guide", async () => {
  for (const id of DAYS) expect((await participant.get(`/guides/${id}`)).status).toBe(403);
});

test('a breakout session leads to its guides and templates, for staff also to the notes', async () => {
  expect(linked((await participant.get('/a/live-2-3')).html)).toEqual(BREAKOUT);
  expect(linked((await participant.get('/a/live-2-1')).html)).toEqual([]);
  expect(linked((await facilitator.get('/a/live-2-3')).html)).toEqual([
    'facilitator-notes-day-2',
    ...BREAKOUT,
  ]);
  for (const path of ['/a/live-3-2', '/a/live-3-1/roster']) {
    expect(linked((await facilitator.get(path)).html)[0]).toBe('facilitator-notes-day-3');
  }
});

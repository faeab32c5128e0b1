import type { Person } from '../../lti-tool/practice-lms/people';
import { SCOPE } from '../../lti-tool/practice-lms/scopes';
import lineItems from '../fixtures/moodle-services/line-items.json';
import memberships from '../fixtures/moodle-services/memberships.json';
import results from '../fixtures/moodle-services/results.json';
import scores from '../fixtures/moodle-services/scores.json';
import sequences from '../fixtures/moodle-services/sequences.json';
import { rawCall, utf8 } from './raw-call';
import type { RawAnswer } from './raw-call';
import { RECORDED_PEOPLE, startRecordedPlatform } from './recorded-platform';
import type { RecordedPlatform, TokenName } from './recorded-platform';

interface Recording {
  name: string;
  at: string;
  method: string;
  path: string;
  token: TokenName;
  accept?: string;
  contentType?: string;
  body?: string;
  answer: { status: number; reason: string; contentType: string; link?: string; body: unknown };
}

const ALL = [...lineItems, ...scores, ...sequences, ...results, ...memberships] as Recording[];

/** Recorded while one setting was different. */
const WITHHELD = ['memberships-privacy-delegated-off', 'memberships-privacy-delegated-no-rlid'];
const SERVICE_OFF = ['memberships-error-service-off', 'memberships-error-not-registered'];
const DELEGATED = ['memberships-privacy-delegated-on', 'memberships-privacy-delegated-on-no-rlid'];
const OTHER_TOOL = ['score-error-other-tools-lineitem', 'score-error-type-id-mismatch'];
const special = [
  ...WITHHELD,
  ...DELEGATED,
  'memberships-privacy-never',
  ...SERVICE_OFF,
  ...OTHER_TOOL,
];

async function play(platform: RecordedPlatform, recording: Recording): Promise<RawAnswer> {
  platform.setTime(recording.at);
  const authorization = platform.authorization(recording.token);
  return rawCall(`${platform.lms.url}${recording.path}`, {
    method: recording.method,
    headers: {
      ...(authorization && { Authorization: authorization }),
      ...(recording.accept && { Accept: recording.accept }),
      ...(recording.contentType && { 'Content-Type': recording.contentType }),
    },
    body: recording.body,
  });
}

function expectSame(ours: RawAnswer, { answer }: Recording): void {
  const { link } = ours.headers;
  expect({
    status: ours.status,
    reason: ours.reason,
    contentType: ours.headers['content-type'],
    link: typeof link === 'string' ? utf8(link) : undefined,
    body: comparable(ours.body, answer.contentType),
  }).toEqual({
    status: answer.status,
    reason: answer.reason,
    contentType: answer.contentType,
    link: answer.link,
    body: withoutLaunchIds(answer.body),
  });
}

/** HTML differs and is not compared; ids of LTI 1.1 launches are random. */
function comparable(body: string, contentType: string): unknown {
  if (contentType.startsWith('text/html') || body === '') return '';
  return withoutLaunchIds(JSON.parse(body));
}

function withoutLaunchIds(body: unknown): unknown {
  const text = JSON.stringify(body).replace(
    /\\"launchid\\":\d+\},\\"hash\\":\\"[0-9a-f]{64}/g,
    'LAUNCH',
  );
  return JSON.parse(text);
}

describe('one course, from the first recording to the last', () => {
  let platform: RecordedPlatform;
  beforeAll(async () => {
    platform = await startRecordedPlatform();
  });
  afterAll(() => platform.close());

  const inOrder = ALL.filter(({ name }) => !special.includes(name)).sort((a, b) =>
    a.at.localeCompare(b.at),
  );
  it.each(inOrder)('$name', async (recording) => {
    if (recording.name === 'sequence-own-column.1-score') await makeColumn(platform);
    expectSame(await play(platform, recording), recording);
  });
});

describe('name and e-mail withheld', () => {
  let platform: RecordedPlatform;
  beforeAll(async () => {
    const people: Person[] = RECORDED_PEOPLE.map((person) => ({ ...person, withheld: true }));
    platform = await startRecordedPlatform({ people });
  });
  afterAll(() => platform.close());

  it.each(named([...WITHHELD, 'memberships-privacy-never']))('$name', async (recording) => {
    expectSame(await play(platform, recording), recording);
  });
});

describe('name and e-mail left to the teacher, who has ticked them', () => {
  let platform: RecordedPlatform;
  beforeAll(async () => {
    platform = await startRecordedPlatform({ shared: 'delegated' });
  });
  afterAll(() => platform.close());

  it.each(named(DELEGATED))('$name', async (recording) => {
    expectSame(await play(platform, recording), recording);
  });
});

describe('two tools', () => {
  let platform: RecordedPlatform;
  beforeAll(async () => {
    platform = await startRecordedPlatform({ otherTool: true });
  });
  afterAll(() => platform.close());

  it.each(named(OTHER_TOOL))('$name', async (recording) => {
    expectSame(await play(platform, recording), recording);
  });
});

describe('memberships not granted', () => {
  let platform: RecordedPlatform;
  beforeAll(async () => {
    platform = await startRecordedPlatform({ scopes: [SCOPE.score] });
  });
  afterAll(() => platform.close());

  it.each(named(SERVICE_OFF))('$name', async (recording) => {
    expectSame(await play(platform, recording), recording);
  });
});

it('has every recording of these services', () => {
  expect(new Set(ALL.map(({ name }) => name)).size).toBe(139);
});

function named(names: readonly string[]): Recording[] {
  return ALL.filter(({ name }) => names.includes(name));
}

/** The column that the recorded tool made before its last sequence, unrecorded. */
async function makeColumn(platform: RecordedPlatform): Promise<void> {
  const answer = await rawCall(`${platform.lms.url}/mod/lti/services.php/2/lineitems?type_id=1`, {
    method: 'POST',
    headers: {
      Authorization: platform.authorization('all') ?? '',
      'Content-Type': 'application/vnd.ims.lis.v2.lineitem+json',
    },
    body: JSON.stringify({ label: 'Own column', scoreMaximum: 10 }),
  });
  expect(answer.status).toBe(201);
}

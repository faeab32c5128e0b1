import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import type { PageOpened } from '../../../lti-tool/domain/ledger';
import { Conflict, InvalidDocument, type Collection } from '../../../lti-tool/store/collection';
import { enrolmentRepository } from '../../../lti-tool/store/repositories/enrolments';
import { later, openForEach, START } from '../support/open';

const KEY = { registrationId: 'r', deploymentId: 'd', contextId: 'c', subject: 's' };
const LAUNCH = { ...KEY, role: 'participant', launchedAt: START } as const;

function opened(page: number): PageOpened {
  return { kind: 'page-opened', key: `p${page}`, at: later(page), activityId: 'reading-1', page };
}

describe('enrolments', () => {
  const current = openForEach();

  it('makes an enrolment at the first launch', async () => {
    const { enrolments } = current().repositories;
    const enrolment = await enrolments.enrol({ ...LAUNCH, name: 'Ann', email: 'ann@example.org' });
    expect(enrolment).toEqual({
      ...LAUNCH,
      id: enrolment.id,
      version: 1,
      name: 'Ann',
      email: 'ann@example.org',
      ledger: [],
      scores: [],
      createdAt: START,
    });
    expect(enrolment.id).toMatch(/^[\w-]{22,}$/);
    expect(await enrolments.find(KEY)).toEqual(enrolment);
    expect(await enrolments.get(enrolment.id)).toEqual(enrolment);
    expect(await enrolments.find({ ...KEY, contextId: 'other' })).toBeUndefined();
  });

  it('takes over what a newer launch says, and keeps a name that it withholds', async () => {
    const { enrolments } = current().repositories;
    const first = await enrolments.enrol({ ...LAUNCH, name: 'Ann', email: 'ann@example.org' });
    const second = await enrolments.enrol({
      ...LAUNCH,
      role: 'facilitator',
      email: 'new@example.org',
      launchedAt: later(10),
    });
    expect(second).toEqual({
      ...first,
      version: 2,
      role: 'facilitator',
      email: 'new@example.org',
      launchedAt: later(10),
    });
    const late = await enrolments.enrol({ ...LAUNCH, name: 'Old', launchedAt: later(5) });
    expect(late).toEqual(second);
  });

  it('writes a launch that tells nothing new once in five minutes', async () => {
    const { enrolments } = current().repositories;
    const first = await enrolments.enrol({ ...LAUNCH, name: 'Ann' });
    const again = (ms: number) => enrolments.enrol({ ...LAUNCH, launchedAt: later(ms) });
    expect(await again(299_999)).toEqual(first);
    expect(await again(300_000)).toEqual({ ...first, version: 2, launchedAt: later(300_000) });
    expect(await again(1)).toMatchObject({ version: 2 });
  });

  it('makes one enrolment of many first launches at once, from two processes', async () => {
    const { repositories, other } = current();
    const enrolled = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 === 0 ? repositories : other).enrolments.enrol({ ...LAUNCH, launchedAt: later(i) }),
      ),
    );
    expect(new Set(enrolled.map(({ id }) => id)).size).toBe(1);
    await other.enrolments.enrol({ ...LAUNCH, name: 'Ann', launchedAt: later(20) });
    const stored = await repositories.enrolments.find(KEY);
    expect(stored).toMatchObject({ name: 'Ann', launchedAt: later(20) });
  });

  it('loses no change of many at once, from two processes', async () => {
    const { repositories, other } = current();
    const { id } = await repositories.enrolments.enrol(LAUNCH);
    await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        (i % 2 === 0 ? repositories : other).enrolments.change(id, (enrolment) => ({
          ...enrolment,
          ledger: [...enrolment.ledger, opened(i)],
        })),
      ),
    );
    const stored = await other.enrolments.get(id);
    expect(stored?.version).toBe(61);
    expect(new Set(stored?.ledger.map(({ key }) => key)).size).toBe(60);
  });

  it('loses nothing when what the caller had read is outdated', async () => {
    const { enrolments } = current().repositories;
    const read = await enrolments.enrol(LAUNCH);
    const open = (page: number) => (enrolment: Enrolment) => ({
      ...enrolment,
      ledger: [...enrolment.ledger, opened(page)],
    });
    await enrolments.change(read.id, open(1), read);
    const { ledger } = await enrolments.change(read.id, open(2), read);
    expect(ledger.map(({ key }) => key)).toEqual(['p1', 'p2']);
  });

  it('writes nothing when there is nothing to change', async () => {
    const { enrolments } = current().repositories;
    const enrolment = await enrolments.enrol(LAUNCH);
    expect(await enrolments.change(enrolment.id, () => undefined)).toEqual(enrolment);
    expect(await enrolments.change(enrolment.id, (same) => same)).toEqual(enrolment);
    expect((await enrolments.get(enrolment.id))?.version).toBe(1);
  });

  it('passes on what the change throws, and goes on afterwards', async () => {
    const { enrolments } = current().repositories;
    const { id } = await enrolments.enrol(LAUNCH);
    const failing = enrolments.change(id, () => {
      throw new Error('not allowed');
    });
    const next = enrolments.change(id, (enrolment) => ({ ...enrolment, completedAt: START }));
    await expect(failing).rejects.toThrow('not allowed');
    expect(await next).toMatchObject({ completedAt: START });
  });

  it('says so when an enrolment does not exist', async () => {
    const { enrolments } = current().repositories;
    await expect(enrolments.change('none', (same) => same)).rejects.toMatchObject({
      id: 'not-found',
      status: 404,
    });
  });

  it('gives up after losing twenty times to other processes', async () => {
    let tries = 0;
    const contested = {
      get: () => Promise.resolve({ id: 'e', version: 1 } as Enrolment),
      replace: () => {
        tries += 1;
        return Promise.reject(new Conflict('enrolments', 'e'));
      },
    } as unknown as Collection<Enrolment>;
    const enrolments = enrolmentRepository(contested, () => 'id');
    await expect(enrolments.change('e', (one) => ({ ...one }))).rejects.toMatchObject({
      id: 'conflict',
      status: 503,
    });
    expect(tries).toBe(20);
  });

  it('reads everyone in a context, and nobody else', async () => {
    const { enrolments } = current().repositories;
    await Promise.all(
      Array.from({ length: 120 }, (_, i) => enrolments.enrol({ ...LAUNCH, subject: `s${i}` })),
    );
    await enrolments.enrol({ ...LAUNCH, contextId: 'other' });
    await enrolments.enrol({ ...LAUNCH, deploymentId: 'other' });
    const subjects: string[] = [];
    for await (const { subject } of enrolments.inContext(KEY)) subjects.push(subject);
    expect(subjects).toHaveLength(120);
    expect(new Set(subjects).size).toBe(120);
  });

  it('finds the enrolments with scores due, longest due first', async () => {
    const { enrolments } = current().repositories;
    for (const [subject, nextScoreAt] of [
      ['late', later(300)],
      ['second', later(20)],
      ['first', later(10)],
      ['none', undefined],
    ] as const) {
      const { id } = await enrolments.enrol({ ...LAUNCH, subject });
      await enrolments.change(id, (one) => ({ ...one, ...(nextScoreAt && { nextScoreAt }) }));
    }
    const due = await enrolments.withScoresDue(later(20), { limit: 10 });
    expect(due.documents.map(({ subject }) => subject)).toEqual(['first', 'second']);
    const page = await enrolments.withScoresDue(later(1000), { limit: 1 });
    const { documents } = await enrolments.withScoresDue(later(1000), { after: page.next ?? '' });
    expect(documents.map(({ subject }) => subject)).toEqual(['second', 'late']);
  });

  it('refuses a ledger entry or a score of the wrong shape, naming its path', async () => {
    const { enrolments } = current().repositories;
    const { id } = await enrolments.enrol(LAUNCH);
    const wrong: [string, object][] = [
      ['ledger.1.page', { ledger: [opened(1), { ...opened(2), page: '2' }] }],
      ['ledger.0.at', { ledger: [{ ...opened(1), at: START.toISOString() }] }],
      ['ledger.0 has a field', { ledger: [{ ...opened(1), extra: 1 }] }],
      ['ledger.0.kind', { ledger: [{ ...opened(1), kind: 'toString' }] }],
      ['ledger is not a list', { ledger: {} }],
      ['scores.0.activityId', { scores: [{}] }],
      ['scoreLease.until', { scoreLease: { owner: 'x' } }],
      ['role', { role: 'student' }],
    ];
    for (const [message, fields] of wrong) {
      const change = enrolments.change(id, (one) => ({ ...one, ...fields }));
      await expect(change).rejects.toThrow(InvalidDocument);
      await expect(change).rejects.toThrow(message);
    }
    expect((await enrolments.get(id))?.version).toBe(1);
  });

  it('keeps every kind of ledger entry and score', async () => {
    const { enrolments } = current().repositories;
    const { id } = await enrolments.enrol(LAUNCH);
    const base = { at: START, activityId: 'a' };
    const full: Partial<Enrolment> = {
      ledger: [
        opened(1),
        { ...base, key: '2', kind: 'reading-confirmed', pages: 3 },
        {
          ...base,
          key: '3',
          kind: 'assessment-submitted',
          attemptId: 't',
          scoreGiven: 1,
          scoreMaximum: 2,
        },
        { ...base, key: '4', kind: 'attendance-recorded', present: true, by: 'f', reason: 'late' },
        { ...base, key: '5', kind: 'participation-recorded', active: false, by: 'f' },
      ],
      scores: [
        {
          activityId: 'a',
          scoreGiven: 1,
          scoreMaximum: 2,
          earnedAt: START,
          state: 'delivered',
          tries: 1,
          notBefore: START,
          reason: 'busy',
          deliveredAt: later(1),
        },
      ],
      scoreLease: { owner: 'x', until: later(5) },
      certificateClaim: { names: [{ text: 'Ann', shown: true, by: 'self', at: START }] },
    };
    await enrolments.change(id, (one) => ({ ...one, ...full }));
    expect(await enrolments.get(id)).toMatchObject(full);
  });
});

import fc from 'fast-check';
import { decideCompletion } from '../../lti-tool/domain/completion';
import type { LedgerEntry } from '../../lti-tool/domain/ledger';
import { type CompletionRules, requirementId } from '../../lti-tool/domain/requirement';

const START = Date.UTC(2026, 10, 10, 7);
const at = (minute: number): Date => new Date(START + minute * 60_000);
const NOW = at(10_000);

const rules: CompletionRules = {
  requirements: [
    { id: requirementId('reading', 'm01-r1'), kind: 'reading', activityId: 'm01-r1' },
    { id: requirementId('assessment', 'm01-test'), kind: 'assessment', activityId: 'm01-test' },
    { id: requirementId('attendance', 'live-1-1'), kind: 'attendance', activityId: 'live-1-1' },
    {
      id: requirementId('participation', 'live-1-1'),
      kind: 'participation',
      activityId: 'live-1-1',
    },
  ],
  closesAt: undefined,
};

const pageOpened = (page: number, minute = page): LedgerEntry => ({
  kind: 'page-opened',
  key: `page-opened:m01-r1:${page}`,
  activityId: 'm01-r1',
  page,
  at: at(minute),
});
const confirmed = (minute = 10): LedgerEntry => ({
  kind: 'reading-confirmed',
  key: 'reading-confirmed:m01-r1',
  activityId: 'm01-r1',
  pages: 2,
  at: at(minute),
});
const submitted = (attempt = 'a1', minute = 20): LedgerEntry => ({
  kind: 'assessment-submitted',
  key: `assessment-submitted:${attempt}`,
  activityId: 'm01-test',
  attemptId: attempt,
  scoreGiven: 0,
  scoreMaximum: 9,
  at: at(minute),
});
const attendance = (present: boolean, minute = 30): LedgerEntry => ({
  kind: 'attendance-recorded',
  key: `attendance-recorded:live-1-1:${minute}`,
  activityId: 'live-1-1',
  present,
  by: 'facilitator',
  at: at(minute),
});
const participation = (active: boolean, minute = 31): LedgerEntry => ({
  kind: 'participation-recorded',
  key: `participation-recorded:live-1-1:${minute}`,
  activityId: 'live-1-1',
  active,
  by: 'facilitator',
  at: at(minute),
});

const everything = [
  pageOpened(1),
  pageOpened(2),
  confirmed(),
  submitted(),
  attendance(true),
  participation(true),
];

function stateOf(
  ledger: readonly LedgerEntry[],
  id: string,
  changed: Partial<CompletionRules> = {},
) {
  return decideCompletion({ ...rules, ...changed }, ledger, NOW).requirements.find(
    ({ requirement }) => requirement.id === id,
  )?.state;
}

test('all evidence completes the training at the moment of the last piece', () => {
  const completion = decideCompletion(rules, everything, NOW);
  expect(completion.complete).toBe(true);
  expect(completion.completedAt).toEqual(at(31));
});

test('an empty ledger, and an edition without requirements, complete nothing', () => {
  expect(decideCompletion(rules, [], NOW).complete).toBe(false);
  expect(decideCompletion({ requirements: [], closesAt: undefined }, [], NOW).complete).toBe(false);
});

describe('a reading', () => {
  const id = requirementId('reading', 'm01-r1');
  test('is not complete by opening all its pages', () => {
    expect(stateOf([pageOpened(1), pageOpened(2)], id)).toBe('pending');
  });
  test('is not complete by confirming while a page is unopened', () => {
    expect(stateOf([pageOpened(2), confirmed()], id)).toBe('pending');
  });
  test('stays complete when it grows by a page later', () => {
    expect(stateOf([pageOpened(1), pageOpened(2), confirmed()], id)).toBe('met');
  });
});

describe('a live session', () => {
  test('absence is not met; a later correction counts, an earlier record does not', () => {
    const id = requirementId('attendance', 'live-1-1');
    expect(stateOf([attendance(false)], id)).toBe('not-met');
    expect(stateOf([attendance(false, 30), attendance(true, 40)], id)).toBe('met');
    expect(stateOf([attendance(true, 30), attendance(false, 40)], id)).toBe('not-met');
  });
  test('presence alone is no active participation', () => {
    expect(stateOf([attendance(true)], requirementId('participation', 'live-1-1'))).toBe('pending');
  });
});

describe('the closing moment', () => {
  const closed = { closesAt: at(15) };
  test('leaves what was done before it and refuses what came after', () => {
    expect(stateOf(everything, requirementId('reading', 'm01-r1'), closed)).toBe('met');
    expect(stateOf(everything, requirementId('assessment', 'm01-test'), closed)).toBe('not-met');
  });
  test('does not bind facilitators, who record the live sessions afterwards', () => {
    expect(stateOf(everything, requirementId('attendance', 'live-1-1'), closed)).toBe('met');
  });
});

const anyEntry = fc.oneof(
  fc.constantFrom(1, 2, 3).map((page) => pageOpened(page)),
  fc.integer({ min: 1, max: 60 }).map((minute) => confirmed(minute)),
  fc.constantFrom('a1', 'a2').map((attempt) => submitted(attempt)),
  fc
    .tuple(fc.boolean(), fc.integer({ min: 1, max: 60 }))
    .map(([present, minute]) => attendance(present, minute)),
  fc
    .tuple(fc.boolean(), fc.integer({ min: 1, max: 60 }))
    .map(([active, minute]) => participation(active, minute)),
);
/** As the ledger guarantees: one entry a key. */
const anyLedger = fc.uniqueArray(anyEntry, { selector: ({ key }) => key, maxLength: 20 });

test('order and duplicates never change the answer', () => {
  fc.assert(
    fc.property(anyLedger, fc.infiniteStream(fc.nat()), (ledger, ranks) => {
      const shuffled = ledger
        .flatMap((entry) => [entry, entry])
        .map((entry) => ({ entry, rank: Number(ranks.next().value) }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ entry }) => entry);
      expect(decideCompletion(rules, shuffled, NOW)).toEqual(decideCompletion(rules, ledger, NOW));
    }),
  );
});

test('taking away the evidence of any one requirement means: not complete', () => {
  fc.assert(
    fc.property(anyLedger, (noise) => {
      const keys = new Set(everything.map(({ key }) => key));
      const ledger = [...everything, ...noise.filter(({ key }) => !keys.has(key))];
      for (const status of decideCompletion(rules, ledger, NOW).requirements) {
        const rest = ledger.filter(
          (entry) =>
            entry.activityId !== status.requirement.activityId ||
            !belongsTo(entry, status.requirement.kind),
        );
        expect(decideCompletion(rules, rest, NOW).complete).toBe(false);
      }
    }),
  );
});

function belongsTo(entry: LedgerEntry, kind: string): boolean {
  if (entry.kind === 'attendance-recorded') return kind === 'attendance';
  if (entry.kind === 'participation-recorded') return kind === 'participation';
  return kind === 'reading' || kind === 'assessment';
}

test('each piece of evidence of a requirement that is met was in the ledger', () => {
  fc.assert(
    fc.property(anyLedger, (ledger) => {
      const keys = ledger.map(({ key }) => key);
      for (const { evidence } of decideCompletion(rules, ledger, NOW).requirements) {
        expect(keys).toEqual(expect.arrayContaining([...evidence]));
      }
    }),
  );
});

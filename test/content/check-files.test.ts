import { problemsOf, swap, type Changes } from './broken-copy';

const MODULE = 'modules/01-first-steps/module.yaml';
const TEST = 'modules/01-first-steps/assessment.yaml';
const READING = 'modules/01-first-steps/readings/r1-what-a-harbour-is-for.md';
const OPEN = 'editions/open.yaml';
const FACTS = 'sources/facts.yaml';

const cases: [name: string, changes: Changes, problems: string[]][] = [
  [
    'broken YAML',
    { [MODULE]: swap('number: 1', 'number: [1') },
    [
      `${MODULE}: line 3, column 1: Flow sequence in block collection must be sufficiently indented and end with a ]`,
    ],
  ],
  [
    'a colon in plain text',
    { [MODULE]: swap('title: First', 'title: First: the') },
    [`${MODULE}: line 3, column 8: Nested mappings are not allowed in compact mappings`],
  ],
  [
    'an unknown key',
    { [TEST]: swap('    answer: false', '    answer: false\n    anwser: true') },
    [`${TEST}: items[m01-q03].anwser: is not a known key`],
  ],
  [
    'a missing key',
    { [TEST]: swap('        feedback: Trains stop at a station.\n', '') },
    [`${TEST}: items[m01-q01].options[b].feedback: is missing`],
  ],
  [
    'a number where text belongs',
    { [TEST]: swap('text: Trains', 'text: 12') },
    [
      `${TEST}: items[m01-q01].options[b].text: must be text (in quotes where YAML reads it as something else)`,
    ],
  ],
  [
    'an empty text',
    { [MODULE]: swap('summary: You learn what a harbour is for.', "summary: ' '") },
    [`${MODULE}: summary: is empty`],
  ],
  [
    'Markdown in an item',
    { [TEST]: swap('text: Trains', 'text: "**Trains**"') },
    [`${TEST}: items[m01-q01].options[b].text: is plain text: no Markdown, no HTML`],
  ],
  [
    'HTML in an item',
    { [TEST]: swap('text: Trains', 'text: <b>Trains</b>') },
    [`${TEST}: items[m01-q01].options[b].text: is plain text: no Markdown, no HTML`],
  ],
  [
    'an unknown item type',
    { [TEST]: swap('type: ordering', 'type: essay') },
    [
      `${TEST}: items[m01-q06].type: must be one of: single-choice, multiple-response, true-false-reason, short-case, matching, ordering`,
    ],
  ],
  [
    'an item id used twice',
    { [TEST]: swap('id: m01-q02', 'id: m01-q01') },
    [`${TEST}: items[m01-q01].id: is used twice`],
  ],
  [
    'an item id of another module',
    { [TEST]: swap('id: m01-q02', 'id: m02-q02') },
    [`${TEST}: items[m02-q02].id: must begin with m01-`],
  ],
  [
    'an item id of another form',
    { [TEST]: swap('id: m01-q02', 'id: q2') },
    [`${TEST}: items[q2].id: must be of the form m01-q01`],
  ],
  [
    'an unknown objective',
    { [TEST]: (text) => text.replace('objectives: [1a]', 'objectives: [1b]') },
    [`${TEST}: items[m01-q01].objectives: module.yaml has no objective 1b`],
  ],
  [
    'an objective without item',
    { [MODULE]: swap('readings:', '  - id: 1b\n    text: leave it\nreadings:') },
    [`${TEST}: items: no item tests objective 1b`],
  ],
  [
    'an unknown fact',
    { [TEST]: swap('facts: [F1.01, F1.02]', 'facts: [F1.01, F9.99]') },
    [`${TEST}: items[m01-q02].facts: F9.99 is not in sources/facts.yaml`],
  ],
  [
    'an uncertain fact',
    { [TEST]: swap('facts: [F1.01, F1.02]', 'facts: [F1.03]') },
    [
      `${TEST}: items[m01-q02].facts: F1.03 is not cleared: only facts with status "found" may be taught`,
    ],
  ],
  [
    'a fact of which only a part is found',
    { [TEST]: swap('facts: [F1.01, F1.02]', 'facts: [F1.04]') },
    [
      `${TEST}: items[m01-q02].facts: F1.04 is not cleared: only facts with status "found" may be taught`,
    ],
  ],
  [
    'no fact',
    { [TEST]: swap('facts: [F1.01, F1.02]', 'facts: []') },
    [`${TEST}: items[m01-q02].facts: needs at least one fact`],
  ],
  [
    'a fact id shown to people',
    { [TEST]: swap('text: Trains', 'text: Trains (F1.01)') },
    [
      `${TEST}: items[m01-q01].options[b].text: names a fact id, which nobody but editors should see`,
    ],
  ],
  [
    'two keys in a single choice',
    { [TEST]: swap('        text: Trains\n', '        text: Trains\n        correct: true\n') },
    [`${TEST}: items[m01-q01].options: must have exactly one correct option`],
  ],
  [
    'one key in a multiple response',
    {
      [TEST]: swap(
        '        text: A breakwater\n        correct: true\n',
        '        text: A breakwater\n',
      ),
    },
    [`${TEST}: items[m01-q02].options: must have at least two correct options and one that is not`],
  ],
  [
    'only keys in a multiple response',
    { [TEST]: swap('        text: A runway\n', '        text: A runway\n        correct: true\n') },
    [`${TEST}: items[m01-q02].options: must have at least two correct options and one that is not`],
  ],
  [
    'no reason that is right',
    { [TEST]: swap('at the quay.\n        correct: true\n', 'at the quay.\n') },
    [`${TEST}: items[m01-q03].reasons: must have exactly one correct option`],
  ],
  [
    'the same option twice',
    { [TEST]: swap('text: Trains', 'text: Ships') },
    [`${TEST}: items[m01-q01].options: has the same text twice`],
  ],
  [
    'two options only',
    {
      [TEST]: swap(
        '      - id: c\n        text: Aircraft\n        feedback: Aircraft land at an airport.\n',
        '',
      ),
    },
    [`${TEST}: items[m01-q01].options: must have 3 to 5 entries`],
  ],
  [
    'options out of order',
    { [TEST]: swap('      - id: b\n        text: Trains', '      - id: d\n        text: Trains') },
    [`${TEST}: items[m01-q01].options: must have the ids a, b, c … in this order`],
  ],
  [
    'two pairs with one match',
    { [TEST]: swap('match: calm water', 'match: unloading') },
    [`${TEST}: items[m01-q05].pairs: has the same right side twice (distractors included)`],
  ],
  [
    'a distractor that is a match',
    { [TEST]: swap('text: building ships', 'text: unloading') },
    [`${TEST}: items[m01-q05].pairs: has the same right side twice (distractors included)`],
  ],
  [
    'a live session twice',
    { 'programme.yaml': swap('  - id: live-1-2', '  - id: live-1-1') },
    ['programme.yaml: liveSessions: names a session twice'],
  ],
  [
    'a reading that is not there',
    { [READING]: null },
    [`${MODULE}: readings: m01-r1 has no file in readings/`],
  ],
  [
    'a listed reading without file',
    { [MODULE]: swap('[m01-r1]', '[m01-r1, m01-r2]') },
    [`${MODULE}: readings: m01-r2 has no file in readings/`],
  ],
  [
    'a file that is not listed',
    { [MODULE]: swap('[m01-r1]', '[m01-r2]') },
    [
      `${MODULE}: readings: m01-r2 has no file in readings/`,
      `${READING}: module.yaml does not list m01-r1`,
    ],
  ],
  [
    'a file with another name',
    { 'modules/01-first-steps/readings/notes.md': () => '' },
    ['modules/01-first-steps/readings/notes.md: must be named like r1-some-words.md'],
  ],
  [
    'a folder with another number',
    { [MODULE]: swap('number: 1', 'number: 2') },
    [`${MODULE}: number: must be 1, as the folder says`],
  ],
  [
    'a module without folder',
    { 'programme.yaml': swap('  - 01-first-steps', '  - 01-first-steps\n  - 02-next') },
    ['modules/02-next: does not exist, but programme.yaml lists it'],
  ],
  [
    'two modules of one number',
    { 'programme.yaml': swap('  - 01-first-steps', '  - 01-first-steps\n  - 01-next') },
    [
      'modules/01-next: does not exist, but programme.yaml lists it',
      'modules/01-next: has the same number as modules/01-first-steps',
    ],
  ],
  [
    'a missing glossary',
    { 'glossary.d/first.yaml': null },
    [
      `${READING}: line 12: the glossary has no term "harbour"`,
      `${READING}: line 20: the glossary has no term "quay"`,
      'pages/about.md: line 10: the glossary has no term "harbour"',
      'pages/about.md: line 14: the glossary has no term "quay"',
    ],
  ],
  [
    'a term defined twice',
    { 'glossary.d/second.yaml': () => '- { id: quay, term: Quay, definition: A wall. }' },
    ['glossary.d/second.yaml: [quay]: the id is already used in glossary.d/first.yaml'],
  ],
  [
    'a fact without source',
    {
      [FACTS]: swap(
        'F1.02: { status: found, sources: [T1] }',
        'F1.02: { status: found, sources: [] }',
      ),
    },
    [`${FACTS}: F1.02: is found but names no source`],
  ],
  [
    'a fact with an unknown source',
    {
      [FACTS]: swap(
        'F1.02: { status: found, sources: [T1] }',
        'F1.02: { status: found, sources: [T2] }',
      ),
    },
    [`${FACTS}: F1.02: source T2 is not in sources/sources.yaml`],
  ],
  [
    'a fact id of another form',
    { [FACTS]: swap('F1.02:', 'G1:') },
    [`${FACTS}: G1: must be a fact id such as F1.01`],
  ],
  [
    'an edition that is not there',
    { 'programme.yaml': swap('edition: open', 'edition: next') },
    ['editions/next.yaml: does not exist'],
  ],
  [
    'an edition named otherwise',
    { [OPEN]: swap('id: open', 'id: opened') },
    [`${OPEN}: id: must be open, as the file's name says`],
  ],
  [
    'a threshold above one',
    { [OPEN]: swap('presenceThreshold: 0.8', 'presenceThreshold: 80') },
    [`${OPEN}: presenceThreshold: is too large: at most 1`],
  ],
  [
    'a study period that ends before it begins',
    { [OPEN]: swap('selfPaced: null', 'selfPaced: { from: 2026-12-01, to: 2026-11-30 }') },
    [`${OPEN}: selfPaced: ends before it begins`],
  ],
  [
    'another pass rule',
    { [OPEN]: swap('passRule: submitted', 'passRule: 60-percent') },
    [`${OPEN}: passRule: must be one of: submitted`],
  ],
  [
    'a session without hours',
    { [OPEN]: swap('  - { id: live-1-2, startsAt: 2026-12-01T08:00:00Z, minutes: 60 }\n', '') },
    [`${OPEN}: liveSessions: must give the hours of live-1-2 once`],
  ],
  [
    'hours of an unknown session',
    { [OPEN]: swap('id: live-1-2', 'id: live-2-1') },
    [
      `${OPEN}: liveSessions[live-2-1]: programme.yaml has no such session`,
      `${OPEN}: liveSessions: must give the hours of live-1-2 once`,
    ],
  ],
  [
    'a session on another day',
    { [OPEN]: swap('2026-12-01T08:00:00Z', '2026-12-02T08:00:00Z') },
    [`${OPEN}: liveSessions[live-1-2].startsAt: must be on day 1 of the edition, in UTC`],
  ],
  [
    'sessions that overlap',
    { [OPEN]: swap('2026-12-01T08:00:00Z', '2026-12-01T07:49:00Z') },
    [`${OPEN}: liveSessions[live-1-2].startsAt: begins before the session before it has ended`],
  ],
  [
    'an hour without offset',
    { [OPEN]: swap('2026-12-01T08:00:00Z', '2026-12-01T08:00') },
    [`${OPEN}: liveSessions[live-1-2].startsAt: must be a moment such as 2020-11-10T07:00:00Z`],
  ],
  [
    'contributions to an unknown session',
    { [OPEN]: swap('    live-1-1: [You', '    live-9-9: [You') },
    [`${OPEN}: activeWhen.also.live-9-9: programme.yaml has no such session`],
  ],
];

test.each(cases)('%s', (_name, changes, problems) => {
  expect(problemsOf(changes)).toEqual(problems);
});

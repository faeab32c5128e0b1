import { swap, type Changes } from './broken-copy';
import { editorialProblemsOf } from './editorial';

const HOME = 'modules/01-first-steps';
const READING = `${HOME}/readings/r1-what-a-harbour-is-for.md`;
const SECOND = `${HOME}/readings/r2-what-a-ship-is-for.md`;
const MODULE = `${HOME}/module.yaml`;
const TEST = `${HOME}/assessment.yaml`;
const FIGURE = `${HOME}/figures/parts-of-a-harbour.svg`;
const GLOSSARY = 'glossary.d/first.yaml';

/** Something stands in the first page: line 14 is the paragraph behind it. */
const say = (text: string): Changes => ({
  [READING]: swap('ships safe.[^safe]\n\nThe', `ships safe.[^safe]\n\n${text}\n\nThe`),
});

test('the small programme has no other problem', () => {
  expect(editorialProblemsOf({})).toEqual([]);
});

describe('a statement with a number needs a source', () => {
  const refused: [name: string, text: string, statement: string][] = [
    ['a number', 'The town has 12 ships. They are old.', 'The town has 12 ships.'],
    ['a date', 'It was built on 3 May.', 'It was built on 3 May.'],
    ['an article', 'Article 4 speaks of quays.', 'Article 4 speaks of quays.'],
    ['an abbreviated article', 'See art. 4 for quays.', 'See art. 4 for quays.'],
    ['a document', 'Read A/RES/55/25 first.', 'Read A/RES/55/25 first.'],
    ['a list item', 'Two rules:\n\n- Article 4 is one.', 'Article 4 is one.'],
    [
      'an invented case that names a treaty',
      '> **Worked example (invented).**\n>\n> She reads article 4.',
      'She reads article 4.',
    ],
  ];
  test.each(refused)('%s', (_name, text, statement) => {
    const [problem, ...others] = editorialProblemsOf(say(text));
    expect(others).toEqual([]);
    expect(problem).toMatch(new RegExp(`^${READING}: line 1[4-6]: no source for: `));
    expect(problem?.endsWith(`: ${statement}`)).toBe(true);
  });

  test('a row of a table, unless its heading or its lead has one', () => {
    const table = (lead: string, heading: string): Changes =>
      say(`${lead}\n\n| Part${heading} | Article |\n|---|---|\n| Wall | 4 |`);
    const problem = `${READING}: line 18: no source for: Wall | 4`;
    expect(editorialProblemsOf(table('The parts:', ''))).toEqual([problem]);
    expect(editorialProblemsOf(table('The parts:[^safe]', ''))).toEqual([]);
    expect(editorialProblemsOf(table('The parts:', '[^safe]'))).toEqual([]);
  });

  const allowed: [name: string, text: string][] = [
    ['in its sentence', 'The town has 12 ships.[^safe] They are old.'],
    ['in its paragraph', 'The town has 12 ships. They are old.[^safe]'],
    ['in the lead of its list', 'Two rules:[^safe]\n\n- Article 4 is one.\n- Article 5 is one.'],
    ['no source for a place of the training', 'You meet it again in modules 5, 6 and 7.'],
    ['no source for a question', 'Does your town have 12 ships?'],
    ['no source for an invented number', '> **Worked example (invented).**\n>\n> She is 17.'],
  ];
  test.each(allowed)('%s', (_name, text) => {
    expect(editorialProblemsOf(say(text))).toEqual([]);
  });

  test('a caption, unless a footnote follows the figure', () => {
    const caption = swap('"From the sea to the quay")[^quay]', '"A way of 12 miles")');
    expect(editorialProblemsOf({ [READING]: caption })).toEqual([
      `${READING}: line 24: no source for: A way of 12 miles`,
    ]);
  });
});

describe('a guide', () => {
  const ABOUT = 'pages/about.md';

  test('needs a source for an article, but not for its own hours', () => {
    const says = swap('For everybody.', 'For everybody, see article 5.');
    expect(editorialProblemsOf({ [ABOUT]: says })).toEqual([
      `${ABOUT}: line 18: no source for: For everybody, see article 5.`,
    ]);
    const plans = swap('For everybody.', 'For everybody, in 15 minutes.');
    expect(editorialProblemsOf({ [ABOUT]: plans })).toEqual([]);
  });
});

describe('a sentence stands in one reading only', () => {
  /** A second reading with the first one's text, but for one word in every sentence. */
  const twoReadings = (change: (text: string) => string): Changes => ({
    [MODULE]: swap('readings: [m01-r1]', 'readings: [m01-r1, m01-r2]'),
    [READING]: (text) => text,
    [SECOND]: () => change(second()),
  });
  const second = (): string => {
    const text = (number: number): string =>
      Array.from(
        { length: 14 },
        (_, at) =>
          `Ship ${'abcdefghijklmn'[at]} ${'opqr'[number]} goes out at night and comes home early.`,
      ).join(' ');
    const pages = ['One', 'Two', 'Three', 'In your country'].map(
      (title, at) => `## ${title}\n\n${text(at)} ${text(at).replaceAll('Ship', 'Boat')}\n`,
    );
    return [
      '---\nid: m01-r2\ntitle: What a ship is for\nquestions: [What is a ship for?]',
      'objectives: [1a]\nfacts: [F1.01]\n---\n',
      ...pages,
      '1. Who?\n2. Where?[^a]\n\n[^a]: Treaty. (F1.01)\n',
    ].join('\n');
  };

  test('two readings with sentences of their own', () => {
    expect(editorialProblemsOf(twoReadings((text) => text))).toEqual([]);
  });

  test('the same sentence, in other case and with a footnote', () => {
    const repeated = swap(
      '## Two\n',
      '## Two\n\nChildren stand on the wall and count the flags, that they can see from There.[^a]\n',
    );
    expect(editorialProblemsOf(twoReadings(repeated))).toEqual([
      `${SECOND}: line 15: stands in ${READING}, line 14 already: ` +
        'Children stand on the wall and count the flags, that they can see from There.',
    ]);
  });

  test('a short sentence may return', () => {
    const short = swap('## Two\n', '## Two\n\nA harbour keeps ships safe.\n');
    expect(editorialProblemsOf(twoReadings(short))).toEqual([]);
  });
});

test('a reading is plain English', () => {
  const hard = (text: string): string =>
    text.replaceAll(
      '. Some of them',
      ', notwithstanding innumerable institutional complications and administrative irregularities of considerable magnitude, whereas some',
    );
  const problems = editorialProblemsOf({ [READING]: hard });
  expect(problems).toContainEqual(
    expect.stringMatching(
      /needs (8|9|1\d)\.\d years of school to read \(Flesch–Kincaid\), at most 8/,
    ),
  );
});

describe('spelling', () => {
  const cases: [file: string, change: (text: string) => string, place: string][] = [
    [READING, swap('needs a [quay]', 'in the harbor needs a [quay]'), 'line 20'],
    [READING, swap('art. 1. (F1.01)', 'art. 1, harbor. (F1.01)'), 'line 54'],
    [READING, swap('What is a harbour for?', 'What is a harbor for?'), 'front matter'],
    [READING, swap('the sea to the quay', 'the sea to the harbor'), 'line 24'],
    [READING, swap('A box for the open sea', 'A box for the harbor sea'), 'line 24'],
    [TEST, swap('text: Trains', 'text: A harbor'), 'items[m01-q01]'],
    [TEST, swap('match: calm water', 'match: calm harbor'), 'items[m01-q05]'],
    ['pages/about.md', swap('For everybody.', 'For every harbor.'), 'line 18'],
    [GLOSSARY, swap('term: Quay', 'term: Quay in a harbor'), '[quay]'],
  ];
  test.each(cases)('%s', (file, change, place) => {
    expect(editorialProblemsOf({ [file]: change })).toEqual([
      `${file}: ${place}: "harbor" is not in the dictionary, nor in words.txt`,
    ]);
  });

  test.each([
    [MODULE, swap('summary: You learn what a harbour', 'summary: You learn what a harbor')],
    [FIGURE, swap('>Quay<', '>harbor<')],
    ['programme.yaml', swap('know what a harbour', 'know what a harbor')],
  ])('%s, as a whole', (file, change) => {
    expect(editorialProblemsOf({ [file]: change })).toEqual([
      `${file}: "harbor" is not in the dictionary, nor in words.txt`,
    ]);
  });

  test('words.txt knows names, their genitive and words that begin a sentence', () => {
    const text = say('Quey and Zarina’s ship.');
    expect(editorialProblemsOf(text)).toHaveLength(1);
    expect(editorialProblemsOf({ ...text, 'words.txt': () => '# Ours\nZarina\nquey\n' })).toEqual(
      [],
    );
  });
});

describe('figures', () => {
  test('a module without one', () => {
    const without = (text: string): string => text.replace(/^!\[.*$/m, '');
    expect(editorialProblemsOf({ [FIGURE]: null, [READING]: without })).toEqual([
      `${HOME}: has no figure`,
    ]);
  });

  test('one that no reading shows', () => {
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"></svg>';
    expect(editorialProblemsOf({ [FIGURE.replace('parts', 'map')]: () => drawing })).toEqual([
      `${HOME}/figures: no reading shows map-of-a-harbour.svg`,
    ]);
  });
});

describe('objectives', () => {
  const other = swap(
    'for\nreadings',
    'for\n  - id: 1b\n    text: say what a quay is for\nreadings',
  );
  const testOnce = (text: string): string => text.replace('objectives: [1a]', 'objectives: [1b]');

  test('one item is not enough', () => {
    expect(editorialProblemsOf({ [MODULE]: other, [TEST]: testOnce })).toEqual([
      `${MODULE}: objectives[1b]: is tested by 1 item: let another one test it`,
    ]);
  });

  test('an item may test two objectives', () => {
    const alsoTest = (text: string): string =>
      text.replaceAll('objectives: [1a]', 'objectives: [1a, 1b]');
    expect(editorialProblemsOf({ [MODULE]: other, [TEST]: alsoTest })).toEqual([]);
  });
});

describe('the bank of items', () => {
  test.each(['All of the above', 'None of the other options', 'Both of these options'])(
    '%s is no option',
    (text) => {
      expect(editorialProblemsOf({ [TEST]: swap('text: Aircraft', `text: ${text}`) })).toEqual([
        `${TEST}: items[m01-q01].options[c]: must not speak about the other options`,
      ]);
    },
  );

  /** Twenty-four items whose key stands at `place(n)` and has `length(n)` letters, others have 10. */
  function bank(place: (n: number) => number, length: (n: number) => number): Changes {
    const items = Array.from({ length: 24 }, (_, n) => {
      const options = ['a', 'b', 'c', 'd'].map((id, at) => {
        const key = at === place(n);
        const text = (key ? 'key' : `no${id}`).padEnd(key ? length(n) : 10, 'x');
        return `      - { id: ${id}, text: ${text}, feedback: Read it, correct: ${key} }`;
      });
      const number = String(n + 10);
      return [
        `  - id: m01-q${number}\n    type: single-choice\n    objectives: [1a]\n    facts: [F1.01]`,
        `    stem: What is it?\n    rationale: It is so.\n    source: Treaty\n    options:`,
        ...options,
      ].join('\n');
    });
    return { [TEST]: (text) => `${text}${items.join('\n')}\n` };
  }

  test('keys of all lengths at all places', () => {
    const fair = bank(
      (n) => n % 4,
      (n) => [8, 10, 12, 10][n % 4] ?? 10,
    );
    expect(editorialProblemsOf(fair)).toEqual([]);
  });

  test('keys that are often the longest or the shortest option', () => {
    const long = bank(
      (n) => n % 4,
      (n) => (n < 12 ? 12 : 10),
    );
    expect(editorialProblemsOf(long)).toEqual([
      'modules: the longest option is the key in 12 of 27 items: at most 35 per cent are allowed',
    ]);
    const short = bank(
      (n) => n % 4,
      (n) => (n < 12 ? 8 : 10),
    );
    expect(editorialProblemsOf(short)).toEqual([
      'modules: the shortest option is the key in 13 of 27 items: at most 35 per cent are allowed',
    ]);
  });

  test('keys that stand at one place too often, and at another too seldom', () => {
    expect(
      editorialProblemsOf(
        bank(
          (n) => (n < 20 ? n % 2 : 2),
          () => 10,
        ),
      ),
    ).toEqual([
      'modules: the key is option a in 10 of 24 items: at most 35 per cent are allowed',
      'modules: the key is option b in 10 of 24 items: at most 35 per cent are allowed',
      'modules: the key is option d in 0 of 24 items: at least 15 per cent are needed',
    ]);
  });
});

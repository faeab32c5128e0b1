import { readFileSync } from 'node:fs';
import path from 'node:path';
import { guidesOfSession } from '../../lti-tool/content/guides';
import { loadProgramme } from '../../lti-tool/content/load';
import { type Changes, problemsOf, SMALL, swap } from './broken-copy';

const ABOUT = 'pages/about.md';
const COPY = readFileSync(path.join(SMALL, ABOUT), 'utf8');
const NOTES = 'live/facilitator-notes-day-1.md';

describe('the guides of the small programme', () => {
  const programme = loadProgramme(SMALL);
  const about = programme.guides.get('about');

  it('are found by id, those about the training first', () => {
    expect(
      [...programme.guides.values()].map(({ id, audience, use }) => [id, audience, use]),
    ).toEqual([
      ['about', 'participants', { kind: 'training' }],
      ['facilitator-notes-day-1', 'facilitators', { kind: 'day', day: 1 }],
    ]);
  });

  it('have sections that the HTML carries as h2 with the same ids', () => {
    expect(about?.sections).toEqual([
      { id: 'section-1', title: 'What it is for' },
      { id: 'section-2', title: 'What comes later' },
    ]);
    for (const { id, title } of about?.sections ?? []) {
      expect(about?.html).toContain(`<h2 id="${id}">${title}</h2>`);
    }
    expect(about?.html).toContain('<h3>For whom</h3>');
  });

  it('number their sources by first reference, without fact ids', () => {
    expect(about?.html).toMatch(
      /<h2>Sources<\/h2><ol><li id="fn1"><p>Treaty about harbours, art. 1/,
    );
    expect(about?.html).toContain('href="#fnref1-2"');
    expect(about?.html).not.toMatch(/F1\.0/);
  });

  it('carry the terms that they link', () => {
    expect(about?.terms.map(({ id }) => id)).toEqual(['harbour', 'quay']);
    expect(about?.html).toContain('href="#term-quay"');
  });

  it('belong to the sessions of their day, for those who may read them', () => {
    const [session] = programme.liveSessions;
    if (!session) throw new Error('the small programme has a live session');
    const ids = (day: number, staff: boolean): string[] =>
      guidesOfSession(programme, { ...session, day }, staff).map(({ id }) => id);
    expect(ids(1, true)).toEqual(['facilitator-notes-day-1']);
    expect(ids(1, false)).toEqual([]);
    expect(ids(2, true)).toEqual([]);
  });
});

const atSafe = (text: string) => swap('does.[^safe]', `does.[^safe]${text}`);
const copyOfAbout = (id: string) => () => COPY.replace('id: about', `id: ${id}`);

const cases: [name: string, changes: Changes, problems: string[]][] = [
  [
    'no front matter',
    { [NOTES]: (text) => text.slice(text.indexOf('##')) },
    [`${NOTES}: line 1: must begin with front matter between two lines of ---`],
  ],
  [
    'an unknown key',
    { [ABOUT]: swap('audience: participants', 'audience: participants\nquestions: []') },
    [`${ABOUT}: questions: is not a known key`],
  ],
  [
    'another audience',
    { [ABOUT]: swap('audience: participants', 'audience: everybody') },
    [`${ABOUT}: audience: must be one of: participants, facilitators`],
  ],
  [
    'an id that is not the file name',
    { [ABOUT]: swap('id: about', 'id: overview') },
    [`${ABOUT}: id: must be about, as the file's name says`],
  ],
  [
    'names that say nothing about their use',
    { 'pages/More.md': copyOfAbout('more'), 'live/more.md': copyOfAbout('more') },
    [
      'live/more.md: must be named like breakout-some-words.md, some-words-template.md or facilitator-notes-day-1.md',
      'pages/More.md: must be named like some-words.md',
    ],
  ],
  [
    'an id in both folders',
    {
      'pages/case-template.md': copyOfAbout('case-template'),
      'live/case-template.md': copyOfAbout('case-template'),
    },
    ['live/case-template.md: pages/case-template.md is case-template already'],
  ],
  [
    'facts that are unknown, uncertain or not cited',
    { [ABOUT]: swap('F1.02]', 'F1.02, F1.03, F1.09]') },
    [
      `${ABOUT}: facts: F1.03 is listed but no footnote cites it`,
      `${ABOUT}: facts: F1.09 is listed but no footnote cites it`,
      `${ABOUT}: facts: F1.03 is not cleared: only facts with status "found" may be taught`,
      `${ABOUT}: facts: F1.09 is not in sources/facts.yaml`,
    ],
  ],
  [
    'a cited fact that is not listed',
    { [ABOUT]: swap('facts: [F1.01, F1.02]', 'facts: [F1.01]') },
    [`${ABOUT}: line 24: F1.02 is cited but not listed under facts`],
  ],
  [
    'a dangling footnote mark and a spare footnote',
    { [NOTES]: swap('is for.[^safe]', 'is for.[^save]') },
    [
      `${NOTES}: line 10: footnote "save" is not defined`,
      `${NOTES}: line 12: footnote "safe" is never referred to`,
    ],
  ],
  [
    'an unknown term and a term linked twice',
    { [ABOUT]: atSafe(' A [haven](glossary:haven), a [harbour](glossary:harbour).') },
    [
      `${ABOUT}: line 10: the glossary has no term "haven"`,
      `${ABOUT}: line 10: term "harbour" is linked a second time`,
    ],
  ],
  [
    'a javascript: link',
    { [ABOUT]: swap('https://example.org/treaty', 'javascript:alert(1)') },
    [`${ABOUT}: line 22: link to "javascript:alert(1)": only https: and glossary: are allowed`],
  ],
  [
    'raw HTML',
    { [ABOUT]: atSafe('\n\n<script>alert(1)</script>') },
    [`${ABOUT}: line 12: raw HTML is not allowed`],
  ],
  [
    'a heading of level 1 and a fact id in the text',
    { [ABOUT]: atSafe('\n\n# Ships (F1.01)') },
    [
      `${ABOUT}: line 12: only headings ## and ### are allowed, not #`,
      `${ABOUT}: line 12: fact ids belong at the end of footnotes only`,
    ],
  ],
  [
    'a figure, which only modules have',
    {
      [ABOUT]: atSafe(
        `\n\n![${'A harbour with three ships. '.repeat(2)}](figure:a.svg "Ships")\n\n`,
      ),
    },
    [`${ABOUT}: line 12: figures/a.svg does not exist`],
  ],
];

test.each(cases)('%s', (_name, changes, problems) => {
  expect(problemsOf(changes)).toEqual(problems);
});

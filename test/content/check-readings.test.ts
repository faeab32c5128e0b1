import { problemsOf, swap } from './broken-copy';

const READING = 'modules/01-first-steps/readings/r1-what-a-harbour-is-for.md';
const SAFE = 'A [harbour](glossary:harbour) keeps ships safe.[^safe]';

const append = (line: string) => swap(SAFE, `${SAFE} ${line}`);
const addBlock = (block: string) => swap(SAFE, `${SAFE}\n\n${block}`);

const cases: [name: string, change: (text: string) => string, problems: string[]][] = [
  [
    'no front matter',
    (text) => text.slice(4),
    [
      `${READING}: line 1: must begin with front matter between two lines of ---`,
      `${READING}: line 1: text before the first ## is not allowed`,
    ],
  ],
  [
    'broken front matter',
    swap('objectives: [1a]', 'objectives: [1a'),
    [
      `${READING}: line 7, column 1: Flow sequence in block collection must be sufficiently indented and end with a ]`,
    ],
  ],
  [
    'an unknown key',
    swap('objectives: [1a]', 'objectives: [1a]\nminutes: 8'),
    [`${READING}: minutes: is not a known key`],
  ],
  [
    'an id that is not the file name',
    swap('id: m01-r1', 'id: m01-r2'),
    [`${READING}: id: must be m01-r1, as the file's name says`],
  ],
  [
    'an unknown objective',
    swap('objectives: [1a]', 'objectives: [1a, 1b]'),
    [`${READING}: objectives: module.yaml has no objective 1b`],
  ],
  [
    'an uncertain fact',
    (text) => text.replace('F1.02]', 'F1.02, F1.03]').replace('(F1.01)', '(F1.01, F1.03)'),
    [`${READING}: facts: F1.03 is not cleared: only facts with status "found" may be taught`],
  ],
  [
    'a listed fact that is not cited',
    swap('(F1.01, F1.02)', '(F1.01)'),
    [`${READING}: facts: F1.02 is listed but no footnote cites it`],
  ],
  [
    'a cited fact that is not listed',
    swap('facts: [F1.01, F1.02]', 'facts: [F1.01]'),
    [`${READING}: line 55: F1.02 is cited but not listed under facts`],
  ],
  [
    'a footnote without facts',
    swap(' (F1.01)', ''),
    [`${READING}: line 54: footnote "safe" must end with its fact ids, such as (F1.01)`],
  ],
  [
    'a dangling footnote mark',
    append('More.[^more]'),
    [`${READING}: line 12: footnote "more" is not defined`],
  ],
  [
    'a footnote nobody refers to',
    (text) => `${text}[^spare]: Treaty, art. 3. (F1.01)\n`,
    [`${READING}: line 56: footnote "spare" is never referred to`],
  ],
  [
    'a footnote defined twice',
    (text) => `${text}[^safe]: Treaty, art. 3. (F1.01)\n`,
    [`${READING}: line 56: footnote "safe" is defined twice`],
  ],
  [
    'a footnote with a bad label',
    (text) => text.replaceAll('[^safe]', '[^Safe]'),
    [`${READING}: line 54: footnote "Safe": use lower-case letters, digits and hyphens`],
  ],
  [
    'a footnote of two lines',
    swap('art. 1. (F1.01)', 'art. 1. (F1.01)\nand more'),
    [`${READING}: line 54: footnote "safe": write it on one line, then an empty line`],
  ],
  [
    'a footnote in a footnote',
    swap('art. 1. (F1.01)', 'art. 1, see.[^quay] (F1.01)'),
    [`${READING}: line 54: footnote "safe" refers to another footnote`],
  ],
  [
    'an empty footnote',
    swap('Treaty about harbours, art. 1. (F1.01)', '(F1.01)'),
    [`${READING}: line 54: footnote "safe" is empty`],
  ],
  [
    'a footnote without label',
    append('More.^[Treaty, art. 1]'),
    [`${READING}: line 12: footnotes have a label: write [^label], not ^[text]`],
  ],
  [
    'a term in a footnote',
    swap('art. 1. (F1.01)', '[art. 1](glossary:quay). (F1.01)'),
    [`${READING}: line 54: link to "glossary:quay": only https: is allowed in a footnote`],
  ],
  [
    'a fact id in the text',
    append('More (F1.01).'),
    [`${READING}: line 12: fact ids belong at the end of footnotes only`],
  ],
  [
    'an unknown term',
    swap('glossary:harbour', 'glossary:haven'),
    [`${READING}: line 12: the glossary has no term "haven"`],
  ],
  [
    'a term linked twice',
    swap('It still keeps', 'A [harbour](glossary:harbour) keeps'),
    [`${READING}: line 20: term "harbour" is linked a second time`],
  ],
  [
    'a javascript: link',
    append('[Press](javascript:alert(1))'),
    [`${READING}: line 12: link to "javascript:alert(1)": only https: and glossary: are allowed`],
  ],
  [
    'an http: link',
    append('[Read](http://example.org)'),
    [`${READING}: line 12: link to "http://example.org": only https: and glossary: are allowed`],
  ],
  [
    'a relative link',
    append('[Read](/logout)'),
    [`${READING}: line 12: link to "/logout": only https: and glossary: are allowed`],
  ],
  [
    'a link definition',
    addBlock('[society]: https://example.org'),
    [`${READING}: has link definitions like "[name]: address": write links inline`],
  ],
  [
    'raw HTML in a line',
    append('<b>bold</b>'),
    [
      `${READING}: line 12: raw HTML is not allowed`,
      `${READING}: line 12: raw HTML is not allowed`,
    ],
  ],
  [
    'a block of raw HTML',
    addBlock('<script>alert(1)</script>'),
    [`${READING}: line 14: raw HTML is not allowed`],
  ],
  [
    'an image',
    append('![A ship](https://example.org/ship.png)'),
    [`${READING}: line 12: an image (other than a figure alone in its paragraph) is not allowed`],
  ],
  ['code', append('`code`'), [`${READING}: line 12: code is not allowed`]],
  ['a horizontal line', addBlock('***'), [`${READING}: line 14: a horizontal line is not allowed`]],
  [
    'a heading of level 1',
    addBlock('# Ships'),
    [`${READING}: line 14: only headings ## and ### are allowed, not #`],
  ],
  [
    'a heading of level 4',
    addBlock('#### Ships'),
    [`${READING}: line 14: only headings ## and ### are allowed, not ####`],
  ],
  [
    'an underlined heading',
    addBlock('Ships\n-----'),
    [
      `${READING}: line 14: write headings with ##, not underlined`,
      `${READING}: line 10: page "The harbour" has 7 words, not 150 to 400`,
    ],
  ],
  [
    'a heading in a quote',
    addBlock('> ### Ships'),
    [`${READING}: line 14: a heading cannot stand inside a list or quote`],
  ],
  [
    'marks in a page heading',
    swap('## The quay', '## The *quay*'),
    [`${READING}: line 18: a page heading is plain text, without marks or footnotes`],
  ],
  [
    'text before the first page',
    swap('## The harbour', 'Welcome.\n\n## The harbour'),
    [`${READING}: line 10: text before the first ## is not allowed`],
  ],
  [
    'another last page',
    swap('## In your country', '## At home'),
    [`${READING}: line 45: the last page, and only the last, is called "In your country"`],
  ],
  [
    'one prompt only',
    swap('2. Who works there?\n', ''),
    [`${READING}: line 45: "In your country" needs a numbered list of 2 questions`],
  ],
  [
    'too few pages',
    swap('## The quay', '### The quay'),
    [
      `${READING}: has 3 pages, not 4 to 6`,
      `${READING}: line 10: page "The harbour" has 587 words, not 150 to 400`,
    ],
  ],
  [
    'too many words',
    addBlock('word '.repeat(600)),
    [
      `${READING}: line 10: page "The harbour" has 881 words, not 150 to 400`,
      `${READING}: has 1752 words, not 1,000 to 1,500`,
    ],
  ],
];

test.each(cases)('%s', (_name, change, problems) => {
  expect(problemsOf({ [READING]: change })).toEqual(problems);
});

import { checkProgramme, loadProgramme } from '../../lti-tool/content/load';
import { type Changes, problemsOf, SMALL, swap, withCopy } from './broken-copy';

const READING = 'modules/01-first-steps/readings/r1-what-a-harbour-is-for.md';
const SVG = 'modules/01-first-steps/figures/parts-of-a-harbour.svg';
const ALTERNATIVE =
  'A box for the open sea, with an arrow that leads from it to a box for the quay.';
const IMAGE = `![${ALTERNATIVE}](figure:parts-of-a-harbour.svg "From the sea to the quay")`;
const ROOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 160">';
const inside = (markup: string) => swap(ROOT, `${ROOT}${markup}`);

describe('a figure in its reading', () => {
  const programme = loadProgramme(SMALL);
  const page = programme.modules[0]?.readings[0]?.pages[1]?.html ?? '';
  const [figure] = programme.modules[0]?.figures ?? [];

  it('is a picture with its alternative, its size, its caption and its source', () => {
    expect(figure?.address).toMatch(/^\/figures\/[\w-]{10}-parts-of-a-harbour\.svg$/);
    expect(page).toContain(
      '<figure class="wide"><div class="figure-scroll" tabindex="0" role="region" aria-label="Figure: From the sea to the quay">' +
        `<img src="${figure?.address}" alt="${ALTERNATIVE}" width="480" height="160" loading="lazy" /></div>` +
        '<figcaption>From the sea to the quay<sup><a class="footnote-ref" href="#fn1" id="fnref1-2" aria-label="Source 1">1</a></sup></figcaption></figure>',
    );
  });

  it('adds nothing to the words of the reading', () => {
    expect(programme.modules[0]?.readings[0]?.words).toBe(1152);
  });

  it('gets another address with every change', () => {
    const changed = withCopy({ [SVG]: swap('Open sea', 'The sea') }, (folder) =>
      loadProgramme(folder),
    );
    expect(changed.modules[0]?.figures[0]?.address).not.toBe(figure?.address);
  });

  it('needs no region to scroll when it is narrow', () => {
    const narrow = withCopy({ [SVG]: swap('0 0 480 160', '0 0 400 160') }, (folder) =>
      loadProgramme(folder),
    );
    expect(narrow.modules[0]?.readings[0]?.pages[1]?.html).toContain(
      '<figure><div class="figure-scroll"><img',
    );
  });
});

const inReading: [name: string, change: (text: string) => string, problems: string[]][] = [
  [
    'an unknown figure',
    swap('figure:parts', 'figure:part'),
    [`${READING}: line 24: figures/part-of-a-harbour.svg does not exist`],
  ],
  [
    'a figure shown twice',
    swap(IMAGE, `${IMAGE}\n\n${IMAGE}`),
    [`${READING}: line 26: figure parts-of-a-harbour.svg is shown a second time`],
  ],
  [
    'a short alternative',
    swap(ALTERNATIVE, 'Sea and quay'),
    [`${READING}: line 24: a text alternative says what the figure shows in 40 letters or more`],
  ],
  [
    'an alternative that says what everyone knows',
    swap(ALTERNATIVE, `Image of ${ALTERNATIVE}`),
    [`${READING}: line 24: a text alternative begins with what is shown, not with "image of"`],
  ],
  [
    'marks in an alternative',
    swap(ALTERNATIVE, `**${ALTERNATIVE}**`),
    [`${READING}: line 24: a text alternative is plain text, without marks`],
  ],
  [
    'no caption',
    swap(' "From the sea to the quay"', ''),
    [`${READING}: line 24: a figure needs a caption: ![…](figure:name.svg "Caption")`],
  ],
  [
    'a footnote in a caption',
    swap('the quay")', 'the quay[^quay]")'),
    [`${READING}: line 24: write footnotes behind the figure, not in its caption`],
  ],
  [
    'a figure in running text',
    swap(IMAGE, `See ${IMAGE}`),
    [`${READING}: line 24: an image (other than a figure alone in its paragraph) is not allowed`],
  ],
  [
    'a figure in a quote',
    swap(IMAGE, `> ${IMAGE}`),
    [`${READING}: line 24: an image (other than a figure alone in its paragraph) is not allowed`],
  ],
  [
    'a link to a figure',
    swap('It still keeps', '[It](figure:parts-of-a-harbour.svg) still keeps'),
    [
      `${READING}: line 20: link to "figure:parts-of-a-harbour.svg": only https: and glossary: are allowed`,
    ],
  ],
];

test.each(inReading)('%s', (_name, change, problems) => {
  expect(problemsOf({ [READING]: change })).toEqual(problems);
});

const drawings: [name: string, change: (text: string) => string, problem: string][] = [
  ['a script', inside('<script>alert(1)</script>'), '<script> is not allowed in a figure'],
  [
    'a handler',
    swap(ROOT, ROOT.replace(' v', ' onload="alert(1)" v')),
    'the attribute onload is not',
  ],
  ['a style sheet', inside('<style>text{}</style>'), '<style> is not allowed in a figure'],
  ['a style', inside('<g style="fill:red"></g>'), 'the attribute style is not allowed'],
  ['foreign HTML', inside('<foreignObject></foreignObject>'), '<foreignObject> is not allowed'],
  ['a link', inside('<a></a>'), '<a> is not allowed in a figure'],
  ['a reference', inside('<g xlink:href="#x"></g>'), 'the attribute xlink:href is not allowed'],
  ['a picture', inside('<image/>'), '<image> is not allowed in a figure'],
  ['an animation', inside('<animate/>'), '<animate> is not allowed in a figure'],
  ['a remote fill', inside('<g fill="url(https://a.example/b)"/>'), 'points outside the figure'],
  ['a remote marker', swap('url(#tip)', 'url(//a.example)'), 'must name a marker in the file'],
  ['an unknown marker', swap('url(#tip)', 'url(#top)'), 'must name a marker in the file'],
  ['a document type', (svg) => `<!DOCTYPE svg>${svg}`, 'line 1: is not plain, well-formed SVG'],
  ['an entity', swap('>Quay', '>&sea;'), 'line 9: is not plain, well-formed SVG'],
  ['an encoded value', inside('<g fill="&#106;"/>'), 'line 1: is not plain, well-formed SVG'],
  ['CDATA', inside('<![CDATA[x]]>'), 'line 1: is not plain, well-formed SVG'],
  ['an open element', swap('</svg>', ''), '<svg> is not closed'],
  ['a crossed element', swap('>Quay</text>', '>Quay</g>'), '</g> closes nothing'],
  ['an attribute twice', inside('<g fill="a" fill="b"/>'), '<g> has an attribute twice'],
  ['two roots', (svg) => `${svg}<svg/>`, 'must be one <svg> element'],
  ['text around it', (svg) => `${svg}x`, 'must be one <svg> element'],
  ['no namespace', swap(' xmlns="http://www.w3.org/2000/svg"', ''), 'needs xmlns='],
  ['no viewBox', swap(' viewBox="0 0 480 160"', ''), 'needs a viewBox of whole numbers'],
  ['a wide viewBox', swap('0 0 480 160', '0 0 900 160'), '900 units in width, not 240 to 720'],
  ['small letters', (svg) => svg.replace('size="18"', 'size="15"'), 'at least 16'],
  ['letters in CSS units', (svg) => svg.replace('size="18"', 'size="1em"'), 'at least 16'],
  ['a font', (svg) => svg.replace('system-ui', 'Georgia'), 'only system-ui, sans-serif'],
  ['25 kB', inside(`<desc>${'x'.repeat(25_000)}</desc>`), 'at most 24576 are allowed'],
];

test.each(drawings)('%s in a figure', (_name, change, problem) => {
  const problems = problemsOf({ [SVG]: change });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(`${SVG}: `);
  expect(problems[0]).toContain(problem);
});

test('a file that is no figure', () => {
  const photo = SVG.replace('svg', 'png');
  expect(problemsOf({ [photo]: () => 'x' })).toEqual([
    `${photo}: must be named like some-words.svg`,
  ]);
});

test('comments and title are no fault', () => {
  const changes: Changes = { [SVG]: inside('<!-- sea - quay --><title>Way</title>') };
  expect(withCopy(changes, (folder) => 'programme' in checkProgramme(folder))).toBe(true);
});

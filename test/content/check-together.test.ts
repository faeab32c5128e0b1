import { loadProgramme } from '../../lti-tool/content/load';
import { ContentError } from '../../lti-tool/content/problem';
import { problemsOf, swap, withCopy, type Changes } from './broken-copy';

const severalMistakes: Changes = {
  'programme.yaml': swap('edition: open', 'edition: ['),
  'editions/open.yaml': swap('presenceThreshold: 0.8', 'presenceThreshold: most'),
  'glossary.d/first.yaml': swap('term: Quay', 'therm: Quay'),
  'sources/facts.yaml': swap('status: uncertain', 'status: maybe'),
  'modules/01-first-steps/module.yaml': swap('number: 1', 'number: one'),
  'modules/01-first-steps/assessment.yaml': (text) =>
    swap('answer: false', 'answer: perhaps')(swap('match: calm water', 'match: unloading')(text)),
  'modules/01-first-steps/readings/r1-what-a-harbour-is-for.md': swap('[^safe]: ', '[^save]: '),
};

it('reports the problems of all files together, each once and under its own file', () => {
  expect(problemsOf(severalMistakes)).toEqual([
    'editions/open.yaml: presenceThreshold: must be a number',
    'glossary.d/first.yaml: [quay].term: is missing',
    'glossary.d/first.yaml: [quay].therm: is not a known key',
    'modules/01-first-steps/assessment.yaml: items[m01-q03].answer: must be true or false',
    'modules/01-first-steps/assessment.yaml: items[m01-q05].pairs: has the same right side twice (distractors included)',
    'modules/01-first-steps/module.yaml: number: must be a number',
    'modules/01-first-steps/readings/r1-what-a-harbour-is-for.md: line 12: footnote "safe" is not defined',
    'modules/01-first-steps/readings/r1-what-a-harbour-is-for.md: line 20: footnote "safe" is not defined',
    'modules/01-first-steps/readings/r1-what-a-harbour-is-for.md: line 39: footnote "safe" is not defined',
    'modules/01-first-steps/readings/r1-what-a-harbour-is-for.md: line 54: footnote "save" is never referred to',
    'programme.yaml: line 6, column 1: Flow sequence in block collection must be sufficiently indented and end with a ]',
    'sources/facts.yaml: F1.03.status: must be one of: found, mixed, from-knowledge, uncertain',
  ]);
});

it('stops the start with one error that lists every problem', () => {
  withCopy(severalMistakes, (folder) => {
    const start = (): unknown => loadProgramme(folder);
    expect(start).toThrow(ContentError);
    expect(start).toThrow(/facts\.yaml: F1\.03\.status: must be one of/);
    expect(start).toThrow(/assessment\.yaml: items\[m01-q03\]\.answer: must be true or false/);
  });
});

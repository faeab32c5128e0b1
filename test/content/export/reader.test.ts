import path from 'node:path';
import { readerOf } from '../../../lti-tool/content/export/reader';
import { loadProgramme } from '../../../lti-tool/content/load';

const programme = loadProgramme(path.join(__dirname, '..', '..', '..', 'course-content'));
const files = readerOf(programme);
const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? '');

test('the list leads to a file for each module', () => {
  const names = programme.modules.map(({ id }) => `${id}.html`);
  expect([...files.keys()]).toEqual(['index.html', ...names]);
  expect(all(files.get('index.html') ?? '', /href="([^"]*)"/g)).toEqual(names);
});

describe.each(programme.modules)('the file of $id', (module) => {
  const html = files.get(`${module.id}.html`) ?? '';

  test('has every reading with its pages and the terms that they explain', () => {
    const pages = module.readings.flatMap((reading) => reading.pages);
    expect(all(html, /(<h2>)/g)).toHaveLength(module.readings.length);
    expect(all(html, /(<h3>)/g)).toHaveLength(pages.length);
    expect(all(html, /(<dt )/g)).toHaveLength(pages.flatMap(({ terms }) => terms).length);
  });

  test('needs nothing from anywhere: figures and style are inside', () => {
    const sources = all(html, / src="([^"]*)"/g);
    expect(sources).toHaveLength(module.figures.length);
    const drawings = sources.map((source) =>
      Buffer.from(source.replace('data:image/svg+xml;base64,', ''), 'base64').toString(),
    );
    expect(new Set(drawings)).toEqual(new Set(module.figures.map(({ svg }) => svg)));
    expect(html).not.toMatch(/<(script|link|iframe|object)|url\(|@import/);
    expect(html).toContain('@media print');
  });

  test('uses every id once, and points to ids that exist', () => {
    const ids = all(html, / id="([^"]*)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = all(html, / href="#([^"]*)"/g);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
    expect(targets.length).toBeGreaterThan(20);
  });

  test('keeps the order of headings', () => {
    const levels = all(html, /<h(\d)/g).map(Number);
    expect(levels[0]).toBe(1);
    levels.forEach((level, at) => {
      expect(level).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1);
    });
  });
});

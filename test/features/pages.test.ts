import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import request from 'supertest';
import { INSTALL_PLATFORM, VERIFY, VERIFY_FILE } from '../../lti-tool/web/paths';
import { previewApp } from '../support/preview';
import { previewPages } from '../support/preview-pages';

const app = previewApp();
const html = async (name: string): Promise<string> => (await request(app).get(`/${name}`)).text;
const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? '');

describe.each(previewPages.map(({ name }) => name))('the page %s', (name) => {
  let text: string;
  beforeAll(async () => {
    text = await html(name);
  });

  test('has one h1, one main and a way past the navigation', () => {
    expect(all(text, /<(h1)[ >]/g)).toHaveLength(1);
    expect(all(text, /<main id="(.*?)"/g)).toEqual(['main']);
    expect(text).toContain('href="#main"');
  });

  test('holds no inline script, style or handler', () => {
    expect(text).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
    expect(text).not.toMatch(/<script(?![^>]* src="\/assets\/)/);
  });

  test('uses every id once, and points to ids that exist', () => {
    const ids = all(text, /\sid="(.*?)"/g);
    expect(ids).toHaveLength(new Set(ids).size);
    const references = [
      ...all(text, /\shref="#(.+?)"/g),
      ...all(text, /\sfor="(.*?)"/g),
      ...all(text, /\saria-(?:labelledby|describedby)="(.*?)"/g).flatMap((list) => list.split(' ')),
    ];
    expect(references.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('protects every form that changes something', () => {
    const forms = all(text, /(<form[^>]*method="post"[\s\S]*?<\/form>)/g);
    // They look up, take an invitation in place of a visit, or go on with a launch before there is one.
    const without = [VERIFY, VERIFY_FILE, INSTALL_PLATFORM, '/lti/login', '/lti/launch'];
    const actionOf = (form: string): string => /action="([^"?]*)/.exec(form)?.[1] ?? '';
    const changing = forms.filter((form) => !without.includes(actionOf(form)));
    expect(changing.filter((form) => !form.includes('name="formToken"'))).toEqual([]);
  });

  test('keeps the direction of names their own', () => {
    const loose = all(text.replace(/value=".*?"/g, ''), /(.{12}محمد)/g);
    expect(loose.filter((part) => !/(<bdi>|\u2068)محمد$/.test(part))).toEqual([]);
  });
});

test('nothing but the body and the checked HTML of a reading goes unescaped', () => {
  const views = path.join(__dirname, '../../views');
  const raw = readdirSync(views, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.hbs'))
    .flatMap((file) =>
      all(readFileSync(path.join(views, file), 'utf8'), /(\{\{\{.*?\}\}\}|\{\{&.*?\}\})/g),
    );
  expect(raw.sort()).toEqual(['{{{body}}}', '{{{html}}}']);
});

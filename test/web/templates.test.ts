import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Assets, loadAssets } from '../../lti-tool/web/assets';
import { loadTemplates, type Templates } from '../../lti-tool/web/templates';

const views = path.join(__dirname, '../../views');

let folder: string;
let assets: Assets;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'views-'));
  cpSync(path.join(views, 'layouts'), path.join(folder, 'layouts'), { recursive: true });
  cpSync(path.join(views, 'partials'), path.join(folder, 'partials'), { recursive: true });
  mkdirSync(path.join(folder, 'pages', 'greeting'), { recursive: true });
  write('pages/greeting/page.hbs', '<h1 title="{{name}}">{{name}}</h1>{{more}}');
  assets = loadAssets(path.join(views, 'assets'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function write(file: string, source: string): void {
  writeFileSync(path.join(folder, file), source);
}
const load = (evaluation = false): Templates => loadTemplates(folder, assets, { evaluation });
const page = (model: object): string => load().page('greeting/page', model, { title: 'Greeting' });

test.each([
  ['pages/greeting/broken.hbs', '{{#if name}}never closed'],
  ['pages/greeting/broken.hbs', '{{name'],
  ['partials/broken.hbs', '{{/each}}'],
])('the broken template %s (%s) stops the start and is named', (file, source) => {
  write(file, source);
  try {
    expect(() => load()).toThrow(`views/${file}`);
  } finally {
    rmSync(path.join(folder, file));
  }
});

test('a value that the model has not throws instead of leaving a hole', () => {
  expect(() => page({ name: 'Asha' })).toThrow('"more" not defined');
  expect(() => page({ more: null })).toThrow('"name" not defined');
  expect(page({ name: 'Asha', more: null })).toContain('<h1 title="Asha">Asha</h1>');
});

test('what a person entered is text, in content and in attributes', () => {
  const html = page({ name: `"><script>alert('1')</script>&`, more: null });
  const escaped = '&quot;&gt;&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;&amp;';
  expect(html).toContain(`<h1 title="${escaped}">${escaped}</h1>`);
  const titled = load().page('greeting/page', { name: '', more: null }, { title: '</title><b>' });
  expect(titled).toContain('<title>&lt;/title&gt;&lt;b&gt;');
});

test('an unknown page or asset is an error of ours', () => {
  expect(() => load().page('greeting/other', {}, { title: '' })).toThrow(
    'views/pages/greeting/other.hbs does not exist',
  );
  expect(() =>
    load().page('greeting/page', { name: '', more: null }, { title: '', scripts: ['x.js'] }),
  ).toThrow('views/assets/x.js does not exist');
});

test('evaluation mode says so on every page', () => {
  const model = { name: 'Asha', more: null };
  const evaluated = load(true).page('greeting/page', model, { title: 'Greeting' });
  expect(evaluated).toContain('Evaluation mode');
  expect(page(model)).not.toContain('Evaluation mode');
});

import { renderPage } from '../../lti-tool/content/reading/markdown';
import { sanitise } from '../../lti-tool/content/reading/sanitise';

function note(label: string, text: string) {
  return { label, text, line: 1, facts: ['F1.01'] };
}

describe('hostile Markdown', () => {
  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['an image with a handler', '<img src=x onerror=alert(1)>'],
    ['a frame', '<iframe src="https://evil.example"></iframe>'],
    ['a javascript: link', '[x](javascript:alert(1))'],
    ['an encoded javascript: link', '[x](java&#115;cript:alert(1))'],
    ['a data: link', '[x](data:text/html,<script>alert(1)</script>)'],
    ['a protocol-relative link', '[x](//evil.example)'],
    ['a relative link', '[x](/lti/launch)'],
    ['a remote image', '![x](https://evil.example/x.png)'],
    ['a title that breaks out', '[x](https://a.example "\\" onmouseover=alert(1) x=\\"")'],
    ['a term that breaks out', '[x](glossary:a"onclick="alert)'],
  ])('%s never becomes live HTML', (_name, markdown) => {
    const html = renderPage(markdown, []);
    const tags = html.match(/<[^>]*>/g) ?? [];
    expect(tags.join('')).not.toMatch(/<(script|img|iframe)|\son\w+=|javascript:|data:/i);
    expect(tags.filter((tag) => /href="(?!#|https:\/\/a\.example)/.test(tag))).toEqual([]);
  });

  it('shows raw HTML as the text that it is', () => {
    expect(renderPage('a <em>b</em>', [])).toBe('<p>a &lt;em&gt;b&lt;/em&gt;</p>\n');
  });

  it('is stopped by the second wall alone, too', () => {
    const html = sanitise(
      '<p onclick="x" style="y" class="panel">a<script>b</script><a href="javascript:c">d</a>' +
        '<a href="/e">f</a><a href="//g.example">h</a><button name="i"></button>' +
        '<svg onload="j"></svg><span class="visually-hidden admin">k</span></p>',
    );
    expect(html).toBe('<p>a<a>d</a><a>f</a><a>h</a><span class="visually-hidden">k</span></p>');
  });

  it('lets no picture through but figures of the content', () => {
    const figure = '<img src="/figures/abcdefghij-way.svg" alt="A way" />';
    const others = [
      '/lti/launch',
      '//a.example/x.svg',
      'https://a.example/figures/x',
      'x',
      'data:x',
    ];
    const html = sanitise(others.map((src) => `<img src="${src}" alt="x">`).join('') + figure);
    expect(html).toBe(figure);
  });
});

describe('links', () => {
  it('leads web links to a new window that says so and cannot reach back', () => {
    expect(renderPage('[the *society*](https://example.org/a?b=1&c=2)', [])).toBe(
      '<p><a href="https://example.org/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer">' +
        'the <em>society</em><span class="visually-hidden"> (opens in a new window)</span></a></p>\n',
    );
  });

  it('leads terms to their definition on the page', () => {
    expect(renderPage('a [Quay](glossary:quay)', [])).toBe(
      '<p>a <a class="term" href="#term-quay">Quay</a></p>\n',
    );
  });
});

describe('footnotes', () => {
  const html = renderPage('One.[^b] Two.[^a] Three.[^b]', [
    note('b', 'Article *1*.'),
    note('a', 'Article 2, [text](https://example.org).'),
  ]);

  it('are numbered in the order of the page and stand at its end', () => {
    expect(html).toContain('One.<sup><a class="footnote-ref" href="#fn1" id="fnref1"');
    expect(html).toContain('Two.<sup><a class="footnote-ref" href="#fn2" id="fnref2"');
    expect(html).toMatch(/<\/p>\s*<section class="footnotes" aria-label="Sources">/);
    expect(html.indexOf('Article <em>1</em>')).toBeLessThan(html.indexOf('Article 2'));
  });

  it('can be reached from every place and lead back to each', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...new Set(targets)].sort()).toEqual([...ids].sort());
    expect(ids).toEqual(['fnref1', 'fnref2', 'fnref1-2', 'fn1', 'fn2']);
  });

  it('give their links a name that says where they lead', () => {
    expect(html).toContain('aria-label="Source 2">2</a>');
    expect(html).toContain('aria-label="Back to the text, source 1, place 2"');
  });
});

describe('blocks', () => {
  it('wraps a table so that it scrolls by itself, by keyboard too, under its columns’ names', () => {
    const html = renderPage('| A "b" | *C*[^a] |\n|---|---|\n| 1 | 2 |', [note('a', 'Art. 1.')]);
    expect(html).toContain(
      '<div class="table-scroll" tabindex="0" role="region" aria-label="Table: A &quot;b&quot;, C"><table>',
    );
    expect(html).toContain('</table></div>');
    expect(html.match(/<th scope="col">/g)).toHaveLength(2);
  });

  it('marks worked examples, and only them', () => {
    expect(renderPage('> **Worked example (invented).**\n>\n> A case.', [])).toContain(
      '<blockquote class="example">',
    );
    expect(renderPage('> A quotation.', [])).toContain('<blockquote>');
  });

  it('begins with headings of level 3', () => {
    expect(renderPage('### Parts\n\nText.', [])).toBe('<h3>Parts</h3>\n<p>Text.</p>\n');
  });
});

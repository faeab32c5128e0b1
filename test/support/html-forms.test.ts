import { formsIn } from './html-forms';

it('reads what a browser would post', () => {
  const html = `<form action="/a?x=1&amp;y=2" METHOD='post'>
    <input name=plain><input type="hidden" name="token" value="a&#34;b&quot;c">
    <input type="radio" name="r" value="1"><input type="radio" name="r" value="2" checked>
    <input type="checkbox" name="c" checked><input type="checkbox" name="c" value="no">
    <input name="off" value="x" disabled><input type="submit" name="send" value="Send">
    <textarea name="t">One &lt;two&gt;</textarea>
    <select name="s"><option value="1">One</option><option value="2" selected>Two</option></select>
    <select name="first"><option>Red</option><option>Blue</option></select>
    <button name="b" value="v">Go</button>
  </form><form action="/search"><input name="q" value="x"></form>`;
  expect(formsIn(html)).toEqual([
    {
      action: '/a?x=1&y=2',
      method: 'post',
      fields: [
        ['plain', ''],
        ['token', 'a"b"c'],
        ['r', '2'],
        ['c', 'on'],
        ['t', 'One <two>'],
        ['s', '2'],
        ['first', 'Red'],
      ],
    },
    { action: '/search', method: 'get', fields: [['q', 'x']] },
  ]);
});

/** A form as a browser would post it when nothing is touched. */
export interface HtmlForm {
  readonly action: string;
  readonly method: 'get' | 'post';
  /** Successful controls in order; a name can come twice. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** Reads the forms of a page of ours: plain attributes, no scripts, no nested forms. */
export function formsIn(html: string): readonly HtmlForm[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gis)].map(([, attributes, content]) => {
    const form = attributesOf(attributes ?? '');
    return {
      action: form.get('action') ?? '',
      method: form.get('method')?.toLowerCase() === 'post' ? 'post' : 'get',
      fields: fieldsIn(content ?? ''),
    };
  });
}

/** The text of HTML's own escapes. */
export function unescapeHtml(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot));/gi,
    (_whole, hex, decimal, name) =>
      typeof name === 'string'
        ? (named[name.toLowerCase()] ?? '')
        : String.fromCodePoint(hex ? parseInt(String(hex), 16) : Number(decimal)),
  );
}

function fieldsIn(content: string): (readonly [string, string])[] {
  const controls = content.matchAll(
    /<(?:(input)\b([^>]*)>|(textarea)\b([^>]*)>(.*?)<\/textarea>|(select)\b([^>]*)>(.*?)<\/select>)/gis,
  );
  return [...controls].flatMap((match) => {
    const [, input, inputText, , areaText, areaContent, , selectText, options] = match;
    const control = attributesOf(inputText ?? areaText ?? selectText ?? '');
    const name = control.get('name');
    if (name === undefined || control.has('disabled')) return [];
    if (input) return inputValue(control).map((value) => [name, value] as const);
    if (areaContent !== undefined) return [[name, unescapeHtml(areaContent)] as const];
    return [[name, selectedValue(options ?? '')] as const];
  });
}

function inputValue(input: ReadonlyMap<string, string>): readonly string[] {
  const type = input.get('type')?.toLowerCase() ?? 'text';
  if (['submit', 'button', 'image', 'reset', 'file'].includes(type)) return [];
  if (['checkbox', 'radio'].includes(type)) {
    return input.has('checked') ? [input.get('value') ?? 'on'] : [];
  }
  return [input.get('value') ?? ''];
}

function selectedValue(options: string): string {
  const all = [...options.matchAll(/<option\b([^>]*)>([^<]*)/gi)].map(([, attributes, label]) => ({
    attributes: attributesOf(attributes ?? ''),
    label: unescapeHtml(label ?? '').trim(),
  }));
  const chosen = all.find(({ attributes }) => attributes.has('selected')) ?? all[0];
  return chosen?.attributes.get('value') ?? chosen?.label ?? '';
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const pairs = text.matchAll(/([^\s"'=<>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g);
  return new Map(
    [...pairs].map(([, name, double, single, bare]) => [
      (name ?? '').toLowerCase(),
      unescapeHtml(double ?? single ?? bare ?? ''),
    ]),
  );
}

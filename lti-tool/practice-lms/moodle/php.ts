/** As PHP's json_encode writes: everything beyond ASCII escaped, and slashes too unless told. */
export function phpJson(value: unknown, options: { readonly slashes?: 'plain' } = {}): string {
  const escaped = JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return options.slashes === 'plain' ? escaped : escaped.replaceAll('/', '\\/');
}

/** As Moodle cleans a parameter of type PARAM_TEXT: without markup. */
export function withoutMarkup(text: string): string {
  return text.replace(/<[^>]*(>|$)/g, '');
}

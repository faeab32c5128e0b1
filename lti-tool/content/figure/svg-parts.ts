/** One piece of an SVG file, in the order of the file. */
export type SvgPart =
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly attributes: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/** Why the file is refused, and where. */
export interface SvgFault {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

const COMMENT = /^<!--(?:(?!--)[^])*-->/;
const CLOSING = /^<\/([A-Za-z][\w.-]*)\s*>/;
const OPENING =
  /^<([A-Za-z][\w.-]*)((?:\s+[A-Za-z][\w.:-]*\s*=\s*(?:"[^"<&]*"|'[^'<&]*'))*)\s*(\/?)>/;
const ATTRIBUTE = /([A-Za-z][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const TEXT = /^(?:[^<&]|&(?:amp|lt|gt|quot|apos);)+/;

/**
 * Reads the small part of XML that a figure needs: elements, attributes without entities, text and
 * comments. Whatever else XML knows (document types, processing instructions, CDATA, entities of
 * one's own) stops the reading, so that nothing unseen is served.
 * @returns the parts, well nested, or the first fault.
 */
export function svgParts(svg: string): readonly SvgPart[] | SvgFault {
  const parts: SvgPart[] = [];
  const open: string[] = [];
  let at = 0;
  const fault = (message: string): SvgFault => ({
    line: svg.slice(0, at).split('\n').length,
    message,
  });
  while (at < svg.length) {
    const rest = svg.slice(at);
    const closing = CLOSING.exec(rest);
    const opening = OPENING.exec(rest);
    const match = COMMENT.exec(rest) ?? closing ?? opening ?? TEXT.exec(rest);
    if (!match) return fault('is not plain, well-formed SVG');
    if (closing) {
      const name = closing[1] ?? '';
      if (open.pop() !== name) return fault(`</${name}> closes nothing`);
      parts.push({ kind: 'close', name });
    } else if (opening) {
      const [, name = '', list = '', empty] = opening;
      const pairs = [...list.matchAll(ATTRIBUTE)].map(
        ([, key = '', double, single]) => [key, double ?? single ?? ''] as const,
      );
      const attributes = new Map(pairs);
      if (attributes.size < pairs.length) return fault(`<${name}> has an attribute twice`);
      parts.push({ kind: 'open', name, attributes });
      if (empty) parts.push({ kind: 'close', name });
      else open.push(name);
    } else if (!match[0].startsWith('<!--')) {
      parts.push({ kind: 'text', text: match[0] });
    }
    at += match[0].length;
  }
  const unclosed = open.pop();
  return unclosed === undefined ? parts : fault(`<${unclosed}> is not closed`);
}

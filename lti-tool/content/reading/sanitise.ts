import sanitizeHtml from 'sanitize-html';
import { FIGURE_ADDRESS } from '../figure/figure';
import { isWebAddress } from './links';

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['p', 'h2', 'h3', 'em', 'strong', 'ul', 'ol', 'li', 'blockquote', 'a', 'sup', 'span'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'div', 'section'],
    ...['figure', 'img', 'figcaption'],
  ],
  allowedAttributes: {
    a: ['href', 'target', 'rel', 'id', 'aria-label'],
    img: ['src', 'alt', 'width', 'height', 'loading'],
    h2: ['id'],
    li: ['id'],
    ol: ['start'],
    th: ['scope'],
    section: ['aria-label'],
    div: ['tabindex', 'role', 'aria-label'],
  },
  allowedClasses: {
    a: ['term', 'footnote-ref', 'footnote-back'],
    blockquote: ['example'],
    div: ['table-scroll', 'figure-scroll'],
    figure: ['wide'],
    section: ['footnotes'],
    span: ['visually-hidden'],
  },
  allowedSchemes: ['https'],
  allowProtocolRelative: false,
  // Pictures come from the figures of the content only.
  exclusiveFilter: ({ tag, attribs }) =>
    tag === 'img' && !FIGURE_ADDRESS.test(attribs['src'] ?? ''),
  transformTags: {
    a: (tagName, attribs) => {
      const { href, ...others } = attribs;
      return { tagName, attribs: isSafe(href) ? attribs : others };
    },
  },
};

/** Second wall behind the content checks: keeps only the HTML that a page of a reading needs. */
export function sanitise(html: string): string {
  return sanitizeHtml(html, ALLOWED);
}

function isSafe(href: string | undefined): boolean {
  return href !== undefined && (href.startsWith('#') || isWebAddress(href));
}

import { z } from 'zod';
import { plainText, slug } from './text';

/** glossary.d/*.yaml */
export const glossaryFile = z.array(
  z.strictObject({ id: slug, term: plainText, definition: plainText }),
);

/**
 * sources/facts.yaml: fact id → how well it is founded. `found`: all of it was read at a source.
 * `mixed`: a part was. `from-knowledge` and `uncertain`: to be cleared by the subject editor.
 */
export const factsFile = z.record(
  z.string().regex(/^F\d{1,2}\.\d{2}$/, 'must be a fact id such as F1.01'),
  z.strictObject({
    status: z.enum(['found', 'mixed', 'from-knowledge', 'uncertain']),
    sources: z.array(z.string()),
  }),
);

/** sources/sources.yaml: source id → where it was read. */
export const sourcesFile = z.record(
  z.string().regex(/^[A-Z]\d{1,2}$/, 'must be a source id such as T1'),
  z.strictObject({
    title: z.string().min(1),
    url: z.url({ protocol: /^https?$/, error: 'must be a web address' }).optional(),
    /** Only a part of it was read. */
    extract: z.literal(true).optional(),
  }),
);

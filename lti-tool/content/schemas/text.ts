import { z } from 'zod';

const MARKUP = /[*`]|\]\(|<[a-z/!]/i;
const FACT_ID = /\bF\d{1,2}\.\d{2}\b/;

/** What people read as it stands: no Markdown, no HTML, no fact ids. */
export const plainText = z
  .string()
  .trim()
  .min(1, 'is empty')
  .refine((text) => !MARKUP.test(text), 'is plain text: no Markdown, no HTML')
  .refine((text) => !namesFact(text), 'names a fact id, which nobody but editors should see');

/** True for text that shows a fact id such as F1.01. */
export function namesFact(text: string): boolean {
  return FACT_ID.test(text);
}

/** Lower-case words joined by hyphens; stable for good. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters, digits and hyphens');

const factId = z.string().regex(/^F\d{1,2}\.\d{2}$/, 'must be a fact id such as F1.01');

/** Facts that a reading or an item rests on. */
export const factIds = z.array(factId).min(1, 'needs at least one fact').refine(allDifferent, {
  error: 'names a fact twice',
});

export function allDifferent(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

/** A moment with its offset, for example 2020-11-10T07:00:00Z. */
export const moment = z.iso
  .datetime({ offset: true, error: 'must be a moment such as 2020-11-10T07:00:00Z' })
  .transform((text) => new Date(text));

/** A calendar day, as midnight UTC. */
export const day = z.iso
  .date('must be a day such as 2020-11-10')
  .transform((text) => new Date(`${text}T00:00:00Z`));

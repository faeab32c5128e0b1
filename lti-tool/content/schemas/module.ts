import { z } from 'zod';
import { item } from './item';
import { factIds, plainText } from './text';

/** modules/NN-slug/module.yaml */
export const moduleFile = z.strictObject({
  id: z.string().regex(/^m\d{2}$/, 'must be of the form m01'),
  number: z.int().min(1).max(99),
  title: plainText,
  summary: plainText,
  objectives: z
    .array(
      z.strictObject({
        id: z.string().regex(/^\d{1,2}[a-z]$/, 'must be of the form 1a'),
        text: plainText,
      }),
    )
    .min(1, 'needs at least one objective'),
  readings: z.array(z.string()).min(1, 'needs at least one reading'),
  assessment: z.string(),
});

/** modules/NN-slug/assessment.yaml */
export const assessmentFile = z.strictObject({
  id: z.string(),
  title: plainText,
  items: z.array(item).min(1, 'needs at least one item'),
});

/** Front matter of modules/NN-slug/readings/rN-slug.md */
export const frontMatter = z.strictObject({
  id: z.string(),
  title: plainText,
  questions: z.array(plainText).min(1, 'needs at least one question'),
  objectives: z.array(z.string()).min(1, 'needs at least one objective'),
  facts: factIds,
});

export type ModuleFile = z.output<typeof moduleFile>;
export type FrontMatter = z.output<typeof frontMatter>;

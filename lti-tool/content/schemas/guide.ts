import { z } from 'zod';
import { factIds, plainText, slug } from './text';

/** Front matter of pages/*.md and live/*.md */
export const guideFrontMatter = z.strictObject({
  id: slug,
  title: plainText,
  audience: z.enum(['participants', 'facilitators']),
  facts: factIds,
});

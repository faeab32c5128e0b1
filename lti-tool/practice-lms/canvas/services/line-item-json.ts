import { z } from 'zod';
import type { LineItem } from '../../gradebook';
import { Refusal } from '../../services/service';
import type { Access, ServiceRequest } from '../../services/service';
import type { Site } from '../../site';
import { bodyOf } from './checks';

export const LINE_ITEM = 'application/vnd.ims.lis.v2.lineitem+json';

const SUBMISSION_TYPE = 'https://canvas.instructure.com/lti/submission_type';

/** A line item as Canvas shows it (AGS 2.0 §3.1): members without a value are left out. */
export function lineItemJson(site: Site, { tool, course }: Access, item: LineItem): object {
  return {
    id: site.profile.lineItemUrl(site.place(course, tool), item.id),
    scoreMaximum: item.scoreMaximum,
    label: item.label,
    ...(item.tag !== '' && { tag: item.tag }),
    ...(item.resourceId !== '' && { resourceId: item.resourceId }),
    ...(item.resourceLinkId !== undefined && { resourceLinkId: item.resourceLinkId }),
    ...(item.submissionType && { [SUBMISSION_TYPE]: item.submissionType }),
  };
}

const text = z.union([z.string(), z.number()]).transform(String);

const sent = z.object({
  label: text.optional(),
  scoreMaximum: z.coerce.number().nonnegative().optional(),
  resourceId: text.optional(),
  tag: text.optional(),
  resourceLinkId: text.optional(),
  [SUBMISSION_TYPE]: z
    .object({
      type: z.enum(['none', 'external_tool']),
      external_tool_url: z.string().exactOptional(),
    })
    .optional(),
});

/** What a tool sends when it makes or changes a line item. @throws Refusal 400 */
export function readLineItem(request: ServiceRequest) {
  const read = sent.safeParse(bodyOf(request));
  if (!read.success) {
    const names = read.error.issues.map(({ path }) => path.join('.'));
    throw new Refusal(400, `Invalid: ${names.join(', ')}`);
  }
  const { [SUBMISSION_TYPE]: submissionType, ...fields } = read.data;
  return { ...fields, submissionType };
}

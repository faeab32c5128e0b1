import { z } from 'zod';
import type { LineItem } from '../../gradebook';
import type { Site } from '../../site';
import { Refusal, parsed } from '../../services/service';
import type { Access } from '../../services/service';

export const LINE_ITEM = 'application/vnd.ims.lis.v2.lineitem+json';

/** A line item as Moodle shows it (AGS 2.0 §3.1, with its two ids of the link). */
export function lineItemJson(site: Site, { course, tool }: Access, item: LineItem): object {
  const link = item.resourceLinkId;
  return {
    id: site.profile.lineItemUrl(site.place(course, tool), item.id),
    label: item.label,
    scoreMaximum: item.scoreMaximum,
    resourceId: item.resourceId,
    tag: item.tag,
    ...(link !== undefined && { resourceLinkId: link, ltiLinkId: link }),
    ...(item.submissionReview && { submissionReview: item.submissionReview }),
  };
}

/** Text, or a number that PHP takes as text. */
const text = z.union([z.string(), z.number()]).transform(String);

const body = z.looseObject({
  label: text,
  scoreMaximum: z.union([z.number(), z.string()]),
  resourceId: text.nullish(),
  tag: text.nullish(),
  resourceLinkId: text.nullish(),
});

/** What a tool sends when it makes or changes a line item. */
export interface SentLineItem {
  /** As sent; Moodle echoes it. */
  readonly sent: object;
  readonly label: string;
  readonly scoreMaximum: number;
  readonly resourceId: string;
  readonly tag: string;
  readonly resourceLinkId: string | undefined;
}

/**
 * @param incomplete the reason given when label or scoreMaximum is missing.
 * @throws Refusal 400 unless label and a numeric scoreMaximum are there
 */
export function readLineItem(json: string, incomplete: string): SentLineItem {
  const { data } = body.safeParse(parsed(json));
  if (!data) throw new Refusal(400, incomplete);
  const scoreMaximum = Number(data.scoreMaximum);
  if (!(scoreMaximum > 0)) throw new Refusal(400);
  return {
    sent: data,
    label: data.label,
    scoreMaximum,
    resourceId: data.resourceId ?? '',
    tag: data.tag ?? '',
    resourceLinkId: data.resourceLinkId ?? undefined,
  };
}

/** @throws Refusal 404, 403 for the line item of another tool */
export function findLineItem(
  site: Site,
  { tool, course }: Access,
  id: string | undefined,
): LineItem {
  const item = site.gradebook.lineItem(Number(id));
  if (item?.courseId !== course.id) {
    throw new Refusal(404, `Not Found: Grade item ${id ?? ''} doesn't exist`);
  }
  if (item.clientId !== tool.clientId) throw new Refusal(403, 'Invalid LTI id supplied.');
  return item;
}

import jwt from 'jsonwebtoken';
import { z } from 'zod';

const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim/';

const text = z.string().optional().catch(undefined);

const url = z.url({ protocol: /^https?$/ });
const custom = z.record(z.string(), z.string());

const contentItem = z.looseObject({
  type: z.string(),
  title: text,
  text,
  url: url.optional(),
  custom: custom.optional(),
  lineItem: z
    .looseObject({
      label: text,
      scoreMaximum: z.number().optional().catch(undefined),
      resourceId: text,
      tag: text,
      submissionReview: z
        .object({ url: url.exactOptional(), custom: custom.exactOptional() })
        .optional(),
    })
    .optional(),
  window: z.looseObject({}).optional(),
  iframe: z.looseObject({}).optional(),
});

export type ContentItem = z.infer<typeof contentItem>;

/** What a tool sends back (Deep Linking 2.0 §4.5), its signature aside. */
const response = z.looseObject({
  iss: z.string(),
  [`${DL}content_items`]: z.array(contentItem).default([]),
  [`${DL}msg`]: text,
  [`${DL}errormsg`]: text,
});

export interface ContentResponse {
  /** The tool's client id, as it says. */
  readonly issuer: string;
  readonly items: readonly ContentItem[];
  /** For the person who chose. */
  readonly message: string | undefined;
  readonly error: string | undefined;
}

/** Reads a response without checking its signature. @returns undefined when it is none. */
export function readResponse(token: string): ContentResponse | undefined {
  const { data } = response.safeParse(jwt.decode(token));
  if (!data) return undefined;
  return {
    issuer: data.iss,
    items: data[`${DL}content_items`],
    message: data[`${DL}msg`],
    error: data[`${DL}errormsg`],
  };
}

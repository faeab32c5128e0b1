import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { GradebookState } from './gradebook';

/** What survives a restart. */
export interface KeptState {
  /** PKCS #8 PEM. */
  readonly privateKey: string;
  /** Activity id → resource link id. */
  readonly links: Readonly<Record<string, string>>;
  readonly gradebook: GradebookState;
}

const lineItem = z.object({
  id: z.number(),
  kind: z.enum(['activity', 'column']),
  label: z.string(),
  scoreMaximum: z.number(),
  resourceId: z.string(),
  tag: z.string(),
  resourceLinkId: z.string().exactOptional(),
  submissionType: z
    .object({
      type: z.enum(['none', 'external_tool']),
      external_tool_url: z.string().exactOptional(),
    })
    .exactOptional(),
});

const grade = z.object({
  lineItemId: z.number(),
  userId: z.string(),
  score: z.number().exactOptional(),
  comment: z.string().exactOptional(),
  timeModified: z.number(),
  attempt: z.number().exactOptional(),
});

const received = z.object({
  lineItemId: z.number(),
  userId: z.string(),
  scoreGiven: z.number().exactOptional(),
  scoreMaximum: z.number().exactOptional(),
  activityProgress: z.string(),
  gradingProgress: z.string(),
  timestamp: z.string(),
  comment: z.string().exactOptional(),
  newSubmission: z.boolean().exactOptional(),
  resourceId: z.string(),
  receivedAt: z.string(),
});

const state = z.object({
  privateKey: z.string(),
  links: z.record(z.string(), z.string()),
  gradebook: z.object({
    nextLineItemId: z.number(),
    lineItems: z.array(lineItem),
    grades: z.array(grade),
    received: z.array(received),
  }),
});

/** @throws when the file is there but is not one of ours; the message says what to do. */
export function readStateFile(file: string): KeptState | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return state.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Error(`${file} does not hold the practice LMS. Delete it to start afresh.`, {
      cause,
    });
  }
}

/** Replaces the file as a whole. Only its owner may read it: it holds the private key. */
export function writeStateFile(file: string, kept: KeptState): void {
  const fresh = `${file}.new`;
  writeFileSync(fresh, JSON.stringify(kept), { mode: 0o600 });
  renameSync(fresh, file);
}

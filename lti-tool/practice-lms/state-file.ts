import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { KeptCourses } from './courses';
import type { GradebookState } from './gradebook';
import type { PlatformProfile } from './platform-profile';
import type { Tool } from './tools';

/** What survives a restart. */
export interface KeptState extends KeptCourses {
  /** PKCS #8 PEM. */
  readonly privateKey: string;
  /** Those that registered by themselves. */
  readonly tools: readonly Tool[];
  readonly gradebook: GradebookState;
}

const texts = z.record(z.string(), z.string());

const submissionReview = z.object({
  url: z.string().exactOptional(),
  custom: texts.exactOptional(),
});

const activity = z.object({
  id: z.string(),
  title: z.string(),
  section: z.string(),
  scoreMaximum: z.number().exactOptional(),
  resourceId: z.string().exactOptional(),
  tag: z.string().exactOptional(),
  submissionReview: submissionReview.exactOptional(),
  allowedAttempts: z.number().exactOptional(),
  url: z.string().exactOptional(),
  text: z.string().exactOptional(),
  custom: texts.exactOptional(),
  presentation: z.enum(['iframe', 'window']).exactOptional(),
  sharesIdentity: z.boolean().exactOptional(),
  courseId: z.string(),
  clientId: z.string(),
});

const course = z.object({
  id: z.string(),
  label: z.string(),
  title: z.string(),
  history: z.array(z.string()),
});

const tool = z.object({
  clientId: z.string(),
  deploymentId: z.string(),
  name: z.string(),
  loginUrl: z.string(),
  redirectUris: z.array(z.string()),
  keysUrl: z.string(),
  targetLinkUri: z.string(),
  contentUrl: z.string().exactOptional(),
  placements: z.array(z.string()),
  scopes: z.array(z.string()),
  shared: z.enum(['all', 'name', 'email', 'none', 'delegated']),
  custom: texts,
  state: z.enum(['pending', 'active']),
});

/** A state of before there were several courses and tools is one of the first of each. */
const lineItemOf = ({ courseId, clientId }: PlatformProfile) =>
  z.object({
    id: z.number(),
    kind: z.enum(['activity', 'column']),
    courseId: z.string().default(courseId),
    clientId: z.string().default(clientId),
    label: z.string(),
    scoreMaximum: z.number(),
    resourceId: z.string(),
    tag: z.string(),
    resourceLinkId: z.string().exactOptional(),
    submissionReview: submissionReview.exactOptional(),
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
  overridden: z.boolean().exactOptional(),
  toolScore: z.number().exactOptional(),
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

const state = (profile: PlatformProfile) =>
  z.object({
    privateKey: z.string(),
    links: texts,
    copies: z.array(course).default([]),
    added: z.array(activity).default([]),
    attempts: z.record(z.string(), z.number().nullable()).default({}),
    tools: z.array(tool).default([]),
    gradebook: z.object({
      nextLineItemId: z.number(),
      lineItems: z.array(lineItemOf(profile)),
      grades: z.array(grade),
      received: z.array(received),
    }),
  });

/** @throws when the file is there but is not one of ours; the message says what to do. */
export function readStateFile(file: string, profile: PlatformProfile): KeptState | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return state(profile).parse(JSON.parse(readFileSync(file, 'utf8')));
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

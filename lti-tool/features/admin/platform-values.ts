import { z } from 'zod';

/** What an administrator enters about a platform by hand (Security Framework §5.1.1). */
export interface PlatformValues {
  readonly issuer: string;
  readonly clientId: string;
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly jwksUrl: string;
  readonly deployments: string[];
  readonly name?: string;
  readonly audience?: string;
}

/** The fields of the form as they were sent; deployments are one text. */
export type PlatformDraft = Readonly<Record<PlatformField, string>>;

export const PLATFORM_FIELDS = [
  'name',
  'issuer',
  'clientId',
  'deployments',
  'authUrl',
  'tokenUrl',
  'jwksUrl',
  'audience',
] as const;

export type PlatformField = (typeof PLATFORM_FIELDS)[number];

const sent = z.string().trim().catch('');
const form = z.object({
  name: sent,
  issuer: sent,
  clientId: sent,
  deployments: sent,
  authUrl: sent,
  tokenUrl: sent,
  jwksUrl: sent,
  audience: sent,
});

/** Whatever is missing or no text is empty. @param body the parsed form. */
export function readPlatformDraft(body: unknown): PlatformDraft {
  return form.parse(body ?? {});
}

/** Deployment ids stand a line each; what is empty and optional was not given. */
export function valuesOf({
  name,
  audience,
  deployments,
  ...values
}: PlatformDraft): PlatformValues {
  return {
    ...values,
    deployments: deployments.split(/\r?\n/).filter((line) => line.trim() !== ''),
    ...(name !== '' && { name }),
    ...(audience !== '' && { audience }),
  };
}

/** What is wrong with one field, in words that follow the field's name. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

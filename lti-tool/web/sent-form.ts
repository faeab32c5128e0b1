import { type Request, urlencoded } from 'express';
import { z } from 'zod';

/** Parses a form of at most 200 kB and 2,000 fields; one that was parsed already stays as it is. */
export const parseForm = urlencoded({ extended: false, limit: '200kb', parameterLimit: 2_000 });

const withToken = z.object({ formToken: z.string().max(300) });

/** The form token that came with a parsed form. */
export function sentFormToken(req: Request): string | undefined {
  return withToken.safeParse(req.body).data?.formToken;
}

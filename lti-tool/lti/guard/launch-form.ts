import { z } from 'zod';

import { requestInvalid } from '../refusals';

const state = z.string().regex(/^[A-Za-z0-9_-]{20,128}$/);

/** What our own page brings from the platform's storage; empty when it got nothing. */
const proof = z.string().max(200);

const schema = z.union([
  z.object({ id_token: z.string().min(1).max(200_000), state, proof: proof.optional() }),
  z.object({ error: z.string().min(1).max(100), state: state.optional().catch(undefined) }),
]);

/** What a platform posts to the redirect URI: an id_token, or an error. */
export type LaunchForm = z.infer<typeof schema>;

/**
 * OIDC Core §3.1.2.5 and §3.1.2.6: an authentication response. A state that this tool could not
 * have issued never gets past here.
 * @param body as parsed by Express.
 * @throws AppError request-invalid.
 */
export function readLaunchForm(body: unknown): LaunchForm {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw requestInvalid('Neither an id_token with a state nor an error');
}

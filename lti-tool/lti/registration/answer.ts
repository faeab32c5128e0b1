import { z } from 'zod';
import { text } from '../registration-fields';
import { answerUnusable } from './refusals';

const TOOL_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-tool-configuration';

/** Dynamic Registration 1.0 §3.6: what the platform made of the request. */
const schema = z.object({
  client_id: z.preprocess((id) => (typeof id === 'number' ? String(id) : id), text(255)),
  scope: z.string().max(10_000).optional().catch(undefined),
  [TOOL_CONFIGURATION]: z
    .object({
      deployment_id: z
        .preprocess((id) => (typeof id === 'number' ? String(id) : id), text(255))
        .optional()
        .catch(undefined),
    })
    .catch({}),
});

export interface RegistrationAnswer {
  readonly clientId: string;
  /** undefined: the platform does not say, which means those asked for (RFC 6749 §3.3). */
  readonly scopes: readonly string[] | undefined;
  /** Moodle has one for each tool; Canvas makes them later. */
  readonly deploymentId: string | undefined;
}

/** @throws AppError registration-failed. */
export function readAnswer(json: unknown): RegistrationAnswer {
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw answerUnusable('The answer names no client id');
  const { client_id: clientId, scope, [TOOL_CONFIGURATION]: configuration } = parsed.data;
  return {
    clientId,
    scopes: scope?.split(' ').filter((word) => word !== ''),
    deploymentId: configuration.deployment_id,
  };
}

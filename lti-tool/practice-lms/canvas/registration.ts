import { z } from 'zod';
import { TOOL_CONFIGURATION, registrationRequest, toolThatAsks } from '../registration/wanted';
import type { RegistrationRequest } from '../registration/wanted';
import { SCOPE } from '../scopes';
import type { Shared, Tool } from '../tools';
import { PLACEMENTS } from './placements';

const EXTENSIONS = 'https://canvas.instructure.com/lti';

/** Canvas's privacy levels, and what of a person they share; `anonymous` unless asked otherwise. */
export const PRIVACY: Readonly<Record<string, Shared>> = {
  public: 'all',
  name_only: 'name',
  email_only: 'email',
  anonymous: 'none',
};

const message = z.looseObject({
  type: z.enum(['LtiResourceLinkRequest', 'LtiDeepLinkingRequest']),
  placements: z.array(z.enum(PLACEMENTS)).optional(),
  target_link_uri: z.url().optional(),
});

/** What Canvas requires beyond the specification: claims and messages too. */
const canvasRequest = registrationRequest.extend({
  application_type: z.literal('web'),
  grant_types: z
    .array(z.string())
    .refine((types) => ['client_credentials', 'implicit'].every((type) => types.includes(type))),
  response_types: z.array(z.string()).refine((types) => types.includes('id_token')),
  token_endpoint_auth_method: z.literal('private_key_jwt'),
  [TOOL_CONFIGURATION]: z.looseObject({
    domain: z.string().min(1),
    messages: z.array(message),
    claims: z.array(z.string()),
    description: z.string().nullish(),
    target_link_uri: z.url().nullish(),
    custom_parameters: z.record(z.string(), z.string()).optional(),
    [`${EXTENSIONS}/privacy_level`]: z
      .enum(['public', 'name_only', 'email_only', 'anonymous'])
      .optional(),
  }),
});

/** @returns the request, or what is wrong with it. */
export function readRequest(
  body: unknown,
):
  | { readonly request: RegistrationRequest; readonly sent: object }
  | { readonly problems: readonly string[] } {
  const checked = canvasRequest.safeParse(body);
  const read = registrationRequest.safeParse(body);
  if (checked.success && read.success) return { request: read.data, sent: checked.data };
  const issues = [...(checked.error?.issues ?? []), ...(read.error?.issues ?? [])];
  const problems = issues.map(({ path, message: text }) => `${path.join('/')}: ${text}`);
  return { problems: [...new Set(problems)] };
}

/** Registered, without a deployment until an administrator has confirmed it. */
export function registeredTool(request: RegistrationRequest, clientId: string): Tool {
  const { messages, [`${EXTENSIONS}/privacy_level`]: level } = request[TOOL_CONFIGURATION];
  const content = messages.find(({ type }) => type === 'LtiDeepLinkingRequest');
  const known: readonly string[] = Object.values(SCOPE);
  const asked = toolThatAsks(request);
  return {
    clientId,
    deploymentId: '',
    ...asked,
    ...(content && { contentUrl: content.target_link_uri ?? asked.targetLinkUri }),
    placements: messages.flatMap(({ placements = [] }) => placements),
    scopes: request.scope.split(' ').filter((scope) => known.includes(scope)),
    shared: PRIVACY[String(level)] ?? 'none',
    state: 'pending',
  };
}

/** The answer (Dynamic Registration 1.0 §3.6): no deployment, which does not exist yet. */
export function registrationAnswer(
  { clientId, scopes }: Tool,
  sent: object,
  configUrl: string,
): object {
  const { [TOOL_CONFIGURATION]: tool, ...rest } = sent as Record<string, object>;
  return {
    client_id: clientId,
    ...rest,
    scope: scopes.join(' '),
    [TOOL_CONFIGURATION]: { ...tool, [`${EXTENSIONS}/registration_config_url`]: configUrl },
  };
}

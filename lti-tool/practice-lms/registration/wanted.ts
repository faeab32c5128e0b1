import { z } from 'zod';
import type { Tool } from '../tools';

export const TOOL_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-tool-configuration';

const texts = z.record(z.string(), z.string());

const message = z.looseObject({
  type: z.string(),
  target_link_uri: z.string().optional(),
  placements: z.array(z.string()).optional(),
});

/** What every make of platform reads of a registration request (Dynamic Registration 1.0 §3.5). */
export const registrationRequest = z.looseObject({
  client_name: z.string().min(1),
  initiate_login_uri: z.url(),
  redirect_uris: z.array(z.url()).min(1),
  jwks_uri: z.url(),
  logo_uri: z.string().optional(),
  scope: z.string().default(''),
  [TOOL_CONFIGURATION]: z.looseObject({
    domain: z.string(),
    description: z.string().optional(),
    target_link_uri: z.string().optional(),
    custom_parameters: texts.default({}),
    claims: z.array(z.string()).default([]),
    messages: z.array(message).default([]),
  }),
});

export type RegistrationRequest = z.infer<typeof registrationRequest>;

/** The tool that asks, as far as it does not depend on the make of platform. */
export function toolThatAsks(
  request: RegistrationRequest,
): Pick<Tool, 'name' | 'loginUrl' | 'redirectUris' | 'keysUrl' | 'targetLinkUri' | 'custom'> {
  const { [TOOL_CONFIGURATION]: tool } = request;
  return {
    name: request.client_name,
    loginUrl: request.initiate_login_uri,
    redirectUris: request.redirect_uris,
    keysUrl: request.jwks_uri,
    targetLinkUri: tool.target_link_uri ?? `https://${tool.domain}`,
    custom: tool.custom_parameters,
  };
}

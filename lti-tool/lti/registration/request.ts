import { canvasMessages, canvasToolExtensions } from './canvas';
import type { PlatformConfiguration } from './configuration';
import { moodleMessages } from './moodle';
import { type ToolDescription, WANTED_CLAIMS, WANTED_SCOPES } from './tool';

const TOOL_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-tool-configuration';

interface Message {
  readonly type: string;
  readonly placements?: readonly string[];
}

/** The scopes to ask this platform for: it may refuse a request with one that it does not know. */
export function scopesFor({ scopesSupported }: PlatformConfiguration): readonly string[] {
  if (scopesSupported.length === 0) return WANTED_SCOPES;
  return WANTED_SCOPES.filter((scope) => scopesSupported.includes(scope));
}

/** The registration request in the form that this platform's family takes (§3.5.1, §3.5.2). */
export function registrationRequest(tool: ToolDescription, platform: PlatformConfiguration) {
  const { baseUrl, name, description, iconUrl } = tool;
  return {
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: `${baseUrl}/lti/login`,
    redirect_uris: [`${baseUrl}/lti/launch`],
    client_name: name,
    client_uri: baseUrl,
    jwks_uri: `${baseUrl}/lti/keys`,
    logo_uri: iconUrl,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: scopesFor(platform).join(' '),
    [TOOL_CONFIGURATION]: {
      // Moodle compares it with the host of the target, port and all.
      domain: new URL(baseUrl).host,
      description,
      target_link_uri: `${baseUrl}/`,
      claims: WANTED_CLAIMS,
      messages: messagesFor(tool, platform),
      ...(platform.family === 'canvas' && canvasToolExtensions),
    },
  };
}

function messagesFor(tool: ToolDescription, platform: PlatformConfiguration): readonly object[] {
  switch (platform.family) {
    case 'canvas':
      return (canvasMessages(tool) as readonly Message[]).flatMap((one) => offered(one, platform));
    case 'moodle':
      return moodleMessages(tool);
    default:
      return [
        { type: 'LtiResourceLinkRequest' },
        { type: 'LtiDeepLinkingRequest', target_link_uri: tool.contentUrl, label: tool.name },
      ];
  }
}

/** Without the places that this version of the platform does not have: one would fail them all. */
function offered(message: Message, { placements }: PlatformConfiguration): readonly Message[] {
  const known = placements.get(message.type);
  const left = message.placements?.filter((place) => !known || known.includes(place)) ?? [];
  return left.length > 0 ? [{ ...message, placements: left }] : [];
}

import { TOOL_CONFIGURATION, registrationRequest, toolThatAsks } from '../registration/wanted';
import type { RegistrationRequest } from '../registration/wanted';
import { SCOPE } from '../scopes';
import type { Tool } from '../tools';

/** Why a registration is refused; the message is what Moodle answers. */
export class RegistrationRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'RegistrationRefusal';
    this.status = status;
  }
}

const REQUIRED = [
  'response_types',
  'initiate_login_uri',
  'redirect_uris',
  'client_name',
  'jwks_uri',
  'token_endpoint_auth_method',
  TOOL_CONFIGURATION,
];

const NAMES = ['name', 'given_name', 'family_name'];

/** @throws RegistrationRefusal in the order in which Moodle checks. */
export function readRequest(body: unknown): RegistrationRequest {
  const sent = Object(body) as Readonly<Record<string, unknown>>;
  const refuse = (message: string): never => {
    throw new RegistrationRefusal(400, message);
  };
  const missing = REQUIRED.find((name) => !sent[name]);
  if (missing !== undefined) refuse(`missing required attribute ${missing}`);
  const tool = Object(sent[TOOL_CONFIGURATION]) as Readonly<Record<string, unknown>>;
  if (!['web', undefined].includes(sent['application_type'] as string | undefined)) {
    refuse('invalid_application_type');
  }
  const { response_types: responseTypes } = sent;
  if (!Array.isArray(responseTypes) || !responseTypes.includes('id_token')) {
    refuse('invalid_response_types');
  }
  if (!Array.isArray(sent['redirect_uris'])) refuse('invalid_redirect_uris');
  if (sent['token_endpoint_auth_method'] !== 'private_key_jwt') {
    refuse('invalid_token_endpoint_auth_method');
  }
  if (!tool['domain']) refuse('missing_domain');
  if (tool['domain'] !== domainOf(tool['target_link_uri'])) {
    refuse('domain_targetlinkuri_mismatch');
  }
  return registrationRequest.safeParse(body).data ?? refuse('invalid_request');
}

/** Host and port, as Moodle compares them. */
function domainOf(url: unknown): string | undefined {
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).host : undefined;
}

/** Pending until an administrator activates it. The claims decide what of a person is shared. */
export function registeredTool(
  request: RegistrationRequest,
  ids: Pick<Tool, 'clientId' | 'deploymentId'>,
): Tool {
  const { claims, messages } = request[TOOL_CONFIGURATION];
  const content = messages.find(({ type }) => type === 'LtiDeepLinkingRequest');
  const name = NAMES.some((claim) => claims.includes(claim));
  const email = claims.includes('email');
  const asked = toolThatAsks(request);
  return {
    ...ids,
    ...asked,
    ...(content && { contentUrl: content.target_link_uri ?? asked.targetLinkUri }),
    placements: content ? ['ContentArea'] : [],
    scopes: grantedScopes(request.scope.split(' ')),
    shared: name ? (email ? 'all' : 'name') : email ? 'email' : 'none',
    state: 'pending',
  };
}

/** Grade synchronisation comes as a whole, the columns only with their own scope. */
function grantedScopes(asked: readonly string[]): readonly string[] {
  const grades: string[] = [SCOPE.lineItemReadOnly, SCOPE.resultReadOnly, SCOPE.score];
  const managesColumns = asked.includes(SCOPE.lineItem);
  return [
    ...(managesColumns ? [SCOPE.lineItem] : []),
    ...(managesColumns || grades.some((scope) => asked.includes(scope)) ? grades : []),
    ...(asked.includes(SCOPE.memberships) ? [SCOPE.memberships] : []),
  ];
}

/** The answer (Dynamic Registration 1.0 §3.6), which lists the columns' scope even if not granted. */
export function registrationAnswer(request: RegistrationRequest, tool: Tool): object {
  const { [TOOL_CONFIGURATION]: sent } = request;
  const { contentUrl, shared } = tool;
  const listed = [SCOPE.score, SCOPE.resultReadOnly, SCOPE.lineItemReadOnly, SCOPE.lineItem];
  const hasGrades = tool.scopes.includes(SCOPE.score);
  return {
    client_id: tool.clientId,
    response_types: ['id_token'],
    jwks_uri: tool.keysUrl,
    initiate_login_uri: tool.loginUrl,
    grant_types: ['client_credentials', 'implicit'],
    redirect_uris: tool.redirectUris,
    application_type: 'web',
    token_endpoint_auth_method: 'private_key_jwt',
    client_name: tool.name,
    ...(request.logo_uri !== undefined && { logo_uri: request.logo_uri }),
    scope: [
      ...(hasGrades ? listed : []),
      ...(tool.scopes.includes(SCOPE.memberships) ? [SCOPE.memberships] : []),
    ].join(' '),
    [TOOL_CONFIGURATION]: {
      version: '1.3.0',
      deployment_id: tool.deploymentId,
      target_link_uri: tool.targetLinkUri,
      domain: sent.domain,
      description: sent.description ?? '',
      ...(contentUrl !== undefined && {
        messages: [{ type: 'LtiDeepLinkingRequest', target_link_uri: contentUrl }],
      }),
      ...(Object.keys(tool.custom).length > 0 && { custom_parameters: tool.custom }),
      claims: [
        'sub',
        'iss',
        ...(['all', 'name'].includes(shared) ? ['name', 'family_name', 'given_name'] : []),
        ...(['all', 'email'].includes(shared) ? ['email'] : []),
      ],
    },
  };
}

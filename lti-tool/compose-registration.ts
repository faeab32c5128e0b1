import { randomBytes } from 'node:crypto';
import type { Config } from './config';
import { createInvitationService } from './lti/invitations';
import type { DynamicRegistration, Invitations } from './lti/port';
import { createDynamicRegistration } from './lti/registration/client';
import type { ToolDescription } from './lti/registration/tool';
import { createRegistrationService, type RegistrationService } from './lti/registrations';
import type { Seal } from './lti/seal';
import { createPlatformHttp } from './lti/services/http';
import { newId } from './store/new-id';
import type { Repositories } from './store/repositories';
import { DEEP_LINKING, ICON } from './web/paths';

/** How platforms come to be known. */
export interface Registering {
  readonly registrations: RegistrationService;
  readonly invitations: Invitations;
  readonly registration: DynamicRegistration;
  /** What this tool tells platforms of itself. */
  readonly tool: ToolDescription;
}

/** Bytes: a platform's configuration lists a few hundred names. */
const LARGEST_ANSWER = 262_144;

/** Wires what administers platforms, for the server and for the commands. */
export function composeRegistering(
  config: Config,
  shared: { readonly repositories: Repositories; readonly seal: Seal; readonly now: () => Date },
): Registering {
  const { baseUrl, allowPrivatePlatforms } = config;
  const registrations = createRegistrationService({ ...shared, newId, allowPrivatePlatforms });
  const tool = describeTool(baseUrl);
  return {
    registrations,
    invitations: createInvitationService({
      invitations: shared.repositories.invitations,
      randomBytes,
      now: shared.now,
      baseUrl,
    }),
    registration: createDynamicRegistration({
      http: createPlatformHttp({ allowPrivatePlatforms, maxBytes: LARGEST_ANSWER }),
      registrations,
      tool,
      allowPrivatePlatforms,
    }),
    tool,
  };
}

function describeTool(baseUrl: string): ToolDescription {
  return {
    baseUrl,
    name: 'Stakeholder Engagement for UNTOC',
    description:
      'Readings, self-assessments, live sessions and certificate of the training on the United Nations Convention against Transnational Organized Crime',
    contentUrl: `${baseUrl}${DEEP_LINKING}`,
    iconUrl: `${baseUrl}${ICON}`,
  };
}

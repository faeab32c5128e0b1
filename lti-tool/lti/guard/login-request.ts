import { z } from 'zod';

import type { Registration } from '../../domain/registration';
import { platformInactive, platformUnknown, requestInvalid, targetUnknown } from '../refusals';
import type { Registry } from '../registry';

const text = (longest: number) => z.string().min(1).max(longest);

/** Single, bounded strings only: a list or an object never reaches a query or ltijs. */
const schema = z.object({
  iss: text(2048),
  login_hint: text(4096),
  target_link_uri: text(2048),
  client_id: text(255).optional(),
  lti_message_hint: text(8192).optional(),
  lti_deployment_id: text(255).optional(),
  /** A name that no frame can have is as good as none. */
  lti_storage_target: z
    .string()
    .regex(/^[\w.:-]{1,100}$/)
    .optional()
    .catch(undefined),
});

/**
 * LTI 1.3 Core §4.1.1 with Security Framework §5.1.1.1; `lti_storage_target`: OIDC Login with LTI Client
 * Side postMessages 0.1 §2.
 */
export type LoginRequest = z.infer<typeof schema>;

/**
 * Security Framework §5.1.1.1: what a login initiation must hold.
 * @param parameters the body of a POST or the query of a GET, as parsed by Express.
 * @throws AppError request-invalid.
 */
export function readLoginRequest(parameters: unknown): LoginRequest {
  const parsed = schema.safeParse(parameters);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.'));
  throw requestInvalid(`Login initiation: ${fields.join(', ') || 'no parameters'}`);
}

/**
 * Security Framework §5.1.1.1: the platform is known by issuer and client id. Without a client id
 * the issuer must have exactly one active registration: the first of several would be a guess.
 * @throws AppError launch-platform-unknown, launch-platform-inactive.
 */
export async function findRegistration(
  registry: Registry,
  { iss, client_id: clientId }: LoginRequest,
): Promise<Registration> {
  if (clientId !== undefined) {
    const registration = await registry.byClient(iss, clientId);
    if (!registration) throw platformUnknown('No registration has this issuer and client id');
    return checkActive(registration);
  }
  const known = await registry.byIssuer(iss);
  const [registration, ...others] = known.filter(({ active }) => active);
  if (others.length > 0) throw platformUnknown('No client id, and several registrations');
  if (registration) return registration;
  if (known[0]) return checkActive(known[0]);
  throw platformUnknown('No registration has this issuer');
}

/** @throws AppError launch-platform-inactive. */
export function checkActive(registration: Registration): Registration {
  if (registration.active) return registration;
  throw platformInactive(`Registration ${registration.id} is not active`);
}

/**
 * LTI 1.3 Core §5.1.2 (target link URI): the address to open must be one of this tool, or the login would
 * become a way to send people elsewhere.
 * @throws AppError launch-target-unknown.
 */
export function checkTargetIsOurs(targetLinkUri: string, baseUrl: string): void {
  const target = URL.canParse(targetLinkUri) ? new URL(targetLinkUri) : undefined;
  if (target?.origin !== new URL(baseUrl).origin) {
    throw targetUnknown('The target link URI is not an address of this tool');
  }
}

import { z } from 'zod';

import type { Registration } from '../domain/registration';
import { deepLinkingSettings, toDeepLinkingRequest } from './deep-linking-request';
import type { DeepLinkingLaunch, Launch } from './port';
import { contextMissing, launchInvalid, messageTypeUnsupported, subjectMissing } from './refusals';
import { isTestPerson, preparesCourse, toRole } from './roles';

const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim/';
const MESSAGE_TYPE = `${CLAIM}message_type`;
const DEPLOYMENT = `${CLAIM}deployment_id`;
const TARGET = `${CLAIM}target_link_uri`;
const ROLES = `${CLAIM}roles`;
const CONTEXT = `${CLAIM}context`;
const RESOURCE_LINK = `${CLAIM}resource_link`;
const PRESENTATION = `${CLAIM}launch_presentation`;
const PLATFORM = `${CLAIM}tool_platform`;
const DEEP_LINKING = 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings';
const AGS = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint';
const NRPS = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice';

/** Longest text that is kept of a claim that people typed. */
const LONGEST = 500;

/** Half a surrogate pair becomes U+FFFD in a store: two people, or two courses, would become one. */
const id = z
  .string()
  .min(1)
  .max(255)
  .refine((text) => !/\p{Surrogate}/u.test(text));
const url = z.url({ protocol: /^https?$/ }).max(2048);
const words = z
  .string()
  .transform((text) => text.trim().slice(0, LONGEST))
  .transform((text) => (text === '' ? undefined : text));

/** A claim that this training can do without: malformed, empty or null counts as not sent. */
const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const message = z.object({
  sub: id,
  name: optional(words),
  given_name: optional(words),
  family_name: optional(words),
  email: optional(z.email().max(320)),
  locale: optional(z.string().max(35)),
  [DEPLOYMENT]: id,
  [TARGET]: url,
  [ROLES]: z.array(z.string()).max(200),
  [CONTEXT]: z.object({ id, title: optional(words) }),
  [PRESENTATION]: optional(
    z.object({ locale: optional(z.string().max(35)), return_url: optional(url) }),
  ),
  [PLATFORM]: optional(z.object({ name: optional(words) })),
});

const resourceLinkRequest = message.extend({
  [MESSAGE_TYPE]: z.literal('LtiResourceLinkRequest'),
  [RESOURCE_LINK]: z.object({ id, title: optional(words) }),
  [AGS]: optional(
    z.object({
      scope: z.array(z.string().max(255)).max(50),
      lineitem: optional(url),
      lineitems: optional(url),
    }),
  ),
  [NRPS]: optional(z.object({ context_memberships_url: url })),
});

const deepLinkingRequest = message.extend({
  [MESSAGE_TYPE]: z.literal('LtiDeepLinkingRequest'),
  [DEEP_LINKING]: deepLinkingSettings,
});

const schema = z.discriminatedUnion(MESSAGE_TYPE, [resourceLinkRequest, deepLinkingRequest]);

/**
 * The claims of a verified id_token as a launch: the only place that reads them (LTI 1.3 Core §5.3,
 * §5.4; AGS 2.0 §3.1; NRPS 2.0 §2.1; LTI Deep Linking 2.0 §4.4).
 * @param payload of an id_token whose signature and binding were checked.
 * @throws AppError launch-invalid, saying what is missing.
 */
export function toLaunch(payload: unknown, registration: Registration): Launch | DeepLinkingLaunch {
  const parsed = schema.safeParse(payload);
  if (!parsed.success) throw refusalOf(parsed.error);
  const claims = parsed.data;
  const common = toMessage(claims, registration);
  if (claims[MESSAGE_TYPE] === 'LtiDeepLinkingRequest') {
    const deepLinking = toDeepLinkingRequest(claims[DEEP_LINKING], registration);
    return { ...common, messageType: claims[MESSAGE_TYPE], deepLinking };
  }
  const endpoint = claims[AGS];
  return {
    ...common,
    messageType: claims[MESSAGE_TYPE],
    resourceLink: titled(claims[RESOURCE_LINK]),
    ...given({ membershipsUrl: claims[NRPS]?.context_memberships_url }),
    ...(endpoint && {
      ags: {
        scopes: endpoint.scope,
        ...given({ lineItem: endpoint.lineitem, lineItems: endpoint.lineitems }),
      },
    }),
  };
}

function toMessage(claims: z.infer<typeof message>, registration: Registration) {
  const presentation = claims[PRESENTATION];
  const name = claims.name ?? fullName(claims.given_name, claims.family_name);
  return {
    registrationId: registration.id,
    issuer: registration.issuer,
    clientId: registration.clientId,
    deploymentId: claims[DEPLOYMENT],
    targetLinkUri: claims[TARGET],
    subject: claims.sub,
    role: toRole(claims[ROLES]),
    ...(preparesCourse(claims[ROLES]) && { preparesCourse: true as const }),
    ...(isTestPerson(claims[ROLES]) && { testPerson: true as const }),
    context: titled(claims[CONTEXT]),
    ...given({
      name,
      email: claims.email,
      locale: presentation?.locale ?? claims.locale,
      returnUrl: presentation?.return_url,
      platformName: claims[PLATFORM]?.name,
    }),
  };
}

function refusalOf(error: z.ZodError) {
  const wrong = error.issues.map((issue) => issue.path.map(String).join('.'));
  if (wrong.includes('sub')) return subjectMissing('sub is missing');
  if (wrong.includes(MESSAGE_TYPE)) return messageTypeUnsupported('A message of another type');
  if (wrong.some((path) => path.startsWith(CONTEXT))) return contextMissing('context is missing');
  return launchInvalid(`Missing or malformed claims: ${wrong.join(', ')}`);
}

function fullName(given: string | undefined, family: string | undefined): string | undefined {
  return [given, family].filter((part) => part !== undefined).join(' ') || undefined;
}

function titled({ id, title }: { id: string; title?: string | undefined }) {
  return { id, ...given({ title }) };
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what was not sent. */
function given<T extends object>(fields: T): Given<T> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Given<T>;
}

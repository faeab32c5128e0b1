import { z } from 'zod';
import type { DeepLinkingRequest, PresentationTarget } from '../domain/deep-linking';
import type { Registration } from '../domain/registration';
import { returnAddressInvalid } from './refusals';
import { hasPlainHost } from './registration-fields';

/** Longest `data` that is kept and given back, in characters; platforms put a JWT into it. */
const LONGEST_DATA = 65_536;

const flag = z.boolean().nullish().catch(undefined);

/**
 * `deep_linking_settings` (LTI Deep Linking 2.0 §4.4.1). Of what is required there, where to answer
 * and what is taken cannot be done without.
 */
export const deepLinkingSettings = z.object({
  deep_link_return_url: z.url({ protocol: /^https?$/ }).max(4096),
  accept_types: z.array(z.string()).max(100),
  accept_presentation_document_targets: z.array(z.string()).max(100).catch([]),
  accept_multiple: flag,
  accept_lineitem: flag,
  // Half a surrogate pair would not come out of a store as it went in.
  data: z
    .string()
    .max(LONGEST_DATA)
    .refine((text) => !/\p{Surrogate}/u.test(text))
    .nullish(),
});

/**
 * What the platform asks for. Where it does not say whether it takes several items it gets one;
 * where it does not say whether it makes line items they are told to it (§4.4.1: no assumption).
 * @throws AppError launch-invalid when the answer would go to an unsafe address.
 */
export function toDeepLinkingRequest(
  settings: z.infer<typeof deepLinkingSettings>,
  registration: Registration,
): DeepLinkingRequest {
  checkReturnUrl(settings.deep_link_return_url, registration);
  const { accept_presentation_document_targets: targets, data } = settings;
  return {
    returnUrl: settings.deep_link_return_url,
    takesLinks: settings.accept_types.includes('ltiResourceLink'),
    takesSeveral: settings.accept_multiple === true,
    takesLineItems: settings.accept_lineitem !== false,
    targets: TARGETS.filter((target) => targets.includes(target)),
    ...(typeof data === 'string' && { data }),
  };
}

const TARGETS: readonly PresentationTarget[] = ['iframe', 'window'];

/**
 * The answer goes over https, to an origin that the policy of the answer's page can name. An http
 * address is taken only at the origin of the platform's own sign-in: such a platform can be
 * registered for evaluation and inside closed networks only.
 */
function checkReturnUrl(returnUrl: string, { authUrl }: Registration): void {
  const url = new URL(returnUrl);
  const { protocol, origin, username, password } = url;
  const isSafe = protocol === 'https:' || origin === new URL(authUrl).origin;
  if (!isSafe || `${username}${password}` !== '') {
    throw returnAddressInvalid('deep_link_return_url is neither https nor at the platform');
  }
  if (!hasPlainHost(url)) throw returnAddressInvalid('deep_link_return_url has an unusual host');
}

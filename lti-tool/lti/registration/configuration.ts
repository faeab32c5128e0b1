import { isIP } from 'node:net';
import { z } from 'zod';
import { platformAddress, text } from '../registration-fields';
import { isLoopbackHost, type PrivatePlatforms } from '../services/addresses';
import { speaksForHostedCanvas } from './hosted-canvas';
import { configurationUnusable, issuerForged } from './refusals';

const PLATFORM = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
const ACCOUNT_NAME = 'https://canvas.instructure.com/lti/account_name';

/** What this tool needs to know of a platform (Dynamic Registration 1.0 §2, OpenID Discovery §3). */
export interface PlatformConfiguration {
  readonly issuer: string;
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly jwksUrl: string;
  readonly registrationUrl: string;
  /** `aud` of token requests, where a central server hands the tokens out. */
  readonly authorizationServer: string | undefined;
  /** `moodle`, `canvas`, …; lower case; `unknown` where the platform does not say. */
  readonly family: string;
  /** What the platform calls the account that registers, or its host. */
  readonly name: string;
  readonly scopesSupported: readonly string[];
  /** Message type → the places where the platform can offer it; undefined: it does not say. */
  readonly placements: ReadonlyMap<string, readonly string[] | undefined>;
}

const word = z.string().max(255);

function configurationSchema(allowPrivatePlatforms: PrivatePlatforms) {
  const address = platformAddress(allowPrivatePlatforms).refine(
    (url) => allowPrivatePlatforms === true || isNamed(url),
    'must have a host name, not a number',
  );
  return z.object({
    issuer: address,
    authorization_endpoint: address,
    token_endpoint: address,
    jwks_uri: address,
    registration_endpoint: address,
    authorization_server: word.optional().catch(undefined),
    scopes_supported: z.array(word).max(200).catch([]),
    [PLATFORM]: z.object({
      product_family_code: text(50).catch('unknown'),
      messages_supported: z
        .array(z.object({ type: word, placements: z.array(word).max(100).optional() }))
        .max(50)
        .catch([]),
      [ACCOUNT_NAME]: text(255).optional().catch(undefined),
    }),
  });
}

/**
 * Reads the configuration that was fetched from `url`.
 * @throws AppError registration-failed when it is none, or speaks for another platform.
 */
export function readConfiguration(
  json: unknown,
  url: string,
  allowPrivatePlatforms: PrivatePlatforms,
): PlatformConfiguration {
  const parsed = configurationSchema(allowPrivatePlatforms).safeParse(json);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => issue.path.map(String).join('.'));
    throw configurationUnusable(`Missing or malformed: ${wrong.join(', ') || 'everything'}`);
  }
  const { issuer, [PLATFORM]: platform, ...endpoints } = parsed.data;
  checkIssuer(issuer, url);
  return {
    issuer,
    authUrl: endpoints.authorization_endpoint,
    tokenUrl: endpoints.token_endpoint,
    jwksUrl: endpoints.jwks_uri,
    registrationUrl: endpoints.registration_endpoint,
    authorizationServer: endpoints.authorization_server,
    family: platform.product_family_code.toLowerCase(),
    name: platform[ACCOUNT_NAME] ?? new URL(issuer).host,
    scopesSupported: endpoints.scopes_supported,
    placements: new Map(
      platform.messages_supported.map(({ type, placements }) => [type, placements]),
    ),
  };
}

/**
 * Dynamic Registration 1.0 §3.4: the issuer is where the configuration came from. Without this,
 * anyone could register keys of their own for somebody else's platform.
 * @throws AppError registration-failed.
 */
function checkIssuer(issuer: string, url: string): void {
  const { origin } = new URL(url);
  if (new URL(issuer).origin === origin || speaksForHostedCanvas(origin, issuer)) return;
  throw issuerForged('The issuer has another origin than the configuration');
}

/** This machine's own numbers come this far only where they are allowed. */
function isNamed(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 || isLoopbackHost(host);
}

import { isIP } from 'node:net';

import { z } from 'zod';

import { isLoopbackHost, isPublicAddress, type PrivatePlatforms } from './services/addresses';

/** Names that lead to this machine or stay inside a network. */
const INTERNAL_NAME = /^[^.]+$|(?:^|\.)localhost$|\.(?:local|internal|home\.arpa)$/;

/** A URL may hold more in its host: `;`, `,` and `*` would change a policy that names its origin. */
const PLAIN_HOST = /^[\w.-]+$|^\[[\da-f:.]+\]$/;

/** Whether a Content-Security-Policy may name the origin of an address. */
export function hasPlainHost({ hostname }: URL): boolean {
  return PLAIN_HOST.test(hostname);
}

const PLAIN = 'must be a web address without a password or fragment';
const PUBLIC = 'must be an https address on the public internet';

/** A text that is there, without spaces around it. */
export function text(longest: number) {
  return z
    .string('is missing')
    .trim()
    .min(1, 'is missing')
    .max(longest, `must have at most ${longest} characters`);
}

/**
 * An address of a platform. What its name leads to is checked again at each call, for it can change.
 * @param allowPrivatePlatforms lets http and internal addresses through.
 */
export function platformAddress(allowPrivatePlatforms: PrivatePlatforms) {
  return text(2048)
    .refine(isPlainUrl, { error: PLAIN, abort: true })
    .refine((url) => isReachable(url, allowPrivatePlatforms), PUBLIC);
}

/**
 * The fields of a registration as an administrator gives them (1EdTech Security Framework §5.1.1,
 * LTI 1.3 Core §3.1.2).
 * @param allowPrivatePlatforms lets http and internal addresses through.
 */
export function registrationFields(allowPrivatePlatforms: PrivatePlatforms) {
  const address = platformAddress(allowPrivatePlatforms);
  return z.object({
    issuer: address,
    clientId: text(255),
    name: text(255).optional(),
    authUrl: address,
    tokenUrl: address,
    jwksUrl: address,
    audience: text(2048).optional(),
    deployments: z
      .array(text(255))
      .min(1, 'is missing: at least one is needed')
      .max(1000, 'must be given at most 1000 times')
      .transform((ids) => [...new Set(ids)]),
  });
}

export type RegistrationFields = z.input<ReturnType<typeof registrationFields>>;

function isPlainUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const { protocol, username, password, hash } = url;
  const isBare = `${username}${password}${hash}` === '';
  return /^https?:$/.test(protocol) && hasPlainHost(url) && isBare;
}

function isReachable(url: string, allowPrivatePlatforms: PrivatePlatforms): boolean {
  const { protocol, hostname } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (allowPrivatePlatforms === true) return true;
  if (allowPrivatePlatforms === 'loopback' && isLoopbackHost(host)) return true;
  const isPublic = isIP(host) === 0 ? !INTERNAL_NAME.test(host) : isPublicAddress(host);
  return protocol === 'https:' && isPublic;
}

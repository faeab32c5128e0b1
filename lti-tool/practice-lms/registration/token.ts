import { createPublicKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import type { Site } from '../site';

/** Seconds for which a tool may register with it; recorded. */
const LIFETIME = 3600;

/** @param claims `sub`: the client id that the tool will get. */
export function signRegistrationToken(
  site: Site,
  claims: { readonly sub: string } & Readonly<Record<string, unknown>>,
): string {
  const iat = Math.floor(site.now().getTime() / 1000);
  return jwt.sign({ ...claims, iat, exp: iat + LIFETIME }, site.key.privateKey, {
    algorithm: 'RS256',
    keyid: site.key.kid,
  });
}

const registrationToken = z.object({ sub: z.string(), scope: z.literal('reg') });

/** @returns the client id that goes with a token; undefined: forged, expired, or another token. */
export function readRegistrationToken(site: Site, token: string): string | undefined {
  try {
    const claims = jwt.verify(token, createPublicKey(site.key.privateKey), {
      algorithms: ['RS256'],
      clockTimestamp: Math.floor(site.now().getTime() / 1000),
    });
    return registrationToken.safeParse(claims).data?.sub;
  } catch {
    return undefined;
  }
}

/** @param authorization the header. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
}

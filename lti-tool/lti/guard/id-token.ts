import { decode } from 'jsonwebtoken';
import { z } from 'zod';

import { launchInvalid } from '../refusals';

const text = z.string().min(1).max(2048);
const seconds = z.number().int().nonnegative();

/** Without one of these a launch cannot be bound to its login. */
const header = z.object({ alg: z.literal('RS256'), kid: z.string().min(1).max(512) });
const claims = z.object({
  iss: text,
  aud: z.union([text, z.array(text).min(1).max(20)]),
  azp: text.optional(),
  exp: seconds,
  iat: seconds,
  nonce: text,
  'https://purl.imsglobal.org/spec/lti/claim/deployment_id': text,
  'https://purl.imsglobal.org/spec/lti/claim/target_link_uri': text,
});

/** The claims by which the guard binds a launch. Not verified: ltijs checks the signature. */
export interface BindingClaims {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly authorizedParty: string | undefined;
  /** Seconds since 1970. */
  readonly expiresAt: number;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  readonly nonce: string;
  readonly deploymentId: string;
  readonly targetLinkUri: string;
}

export interface UnverifiedToken {
  readonly kid: string;
  readonly binding: BindingClaims;
  /** The whole payload. To be read only after the signature was checked. */
  readonly payload: unknown;
}

/**
 * Security Framework §5.1.3 step 6 (only RS256: neither `none` nor an HMAC keyed with a public key),
 * §6.3 (`kid`), and the required claims of OIDC Core §2 and LTI 1.3 Core §5.3.
 * @throws AppError launch-invalid.
 */
export function decodeIdToken(idToken: string): UnverifiedToken {
  const token = decoded(idToken);
  const head = header.safeParse(token?.header);
  if (!head.success) throw launchInvalid('The id_token is no JWT with a kid, signed with RS256');
  const body = claims.safeParse(token?.payload);
  if (!body.success) {
    const wrong = body.error.issues.map((issue) => issue.path[0]);
    throw launchInvalid(`Missing or malformed claims: ${wrong.map(String).join(', ')}`);
  }
  const { iss, aud, azp, exp, iat, nonce } = body.data;
  return {
    kid: head.data.kid,
    payload: token?.payload,
    binding: {
      issuer: iss,
      audience: typeof aud === 'string' ? [aud] : aud,
      authorizedParty: azp,
      expiresAt: exp,
      issuedAt: iat,
      nonce,
      deploymentId: body.data['https://purl.imsglobal.org/spec/lti/claim/deployment_id'],
      targetLinkUri: body.data['https://purl.imsglobal.org/spec/lti/claim/target_link_uri'],
    },
  };
}

function decoded(idToken: string) {
  try {
    return decode(idToken, { complete: true }) ?? undefined;
  } catch {
    return undefined;
  }
}

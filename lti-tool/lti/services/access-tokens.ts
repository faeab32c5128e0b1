import { sign } from 'jsonwebtoken';
import { z } from 'zod';
import type { Registration } from '../../domain/registration';
import { ServiceError } from '../port';
import { checkInUse, exchange, platformFault, readJson } from './failures';
import type { PlatformAnswer, PlatformHttp } from './http';

export interface AccessTokens {
  /**
   * A token that is good for these scopes for a minute at least, from the cache where there is one.
   * @throws ServiceError `refused` when the platform does not grant every scope.
   */
  get(registrationId: string, scopes: readonly string[]): Promise<string>;
  /** Forgets this token: a service did not accept it. A newer one in its place is kept. */
  invalidate(registrationId: string, token: string): void;
}

export interface AccessTokensDependencies {
  readonly http: PlatformHttp;
  readonly registrationOf: (registrationId: string) => Promise<Registration | undefined>;
  /** The signing key of a registration: its `kid` and its private half as PEM. */
  readonly privateKeyOf: (registrationId: string) => Promise<{ kid: string; pem: string }>;
  readonly now: () => Date;
  /** A `jti` never used before. */
  readonly newId: () => string;
}

interface Held {
  readonly registrationId: string;
  readonly token: string;
  readonly expiresAt: number;
}

const ASSERTION_SECONDS = 300;
/** A token is not used in its last minute: it must outlive the call that it is fetched for. */
const EXPIRY_MARGIN_MS = 60_000;
/** RFC 6749 §5.1 lets a platform leave `expires_in` out. */
const UNKNOWN_LIFETIME_SECONDS = 300;

const NOT_GRANTED = 'The platform has not granted this service to the tool.';

const tokenReply = z.object({
  // RFC 6750 §2.1: what can stand in a header after "Bearer".
  access_token: z.string().regex(/^[\w\-.~+/]+=*$/),
  expires_in: z.coerce.number().positive().default(UNKNOWN_LIFETIME_SECONDS),
  scope: z.string().default(''),
});

/**
 * Access tokens by client credentials with a signed assertion (1EdTech Security Framework §4.1).
 * Calls for the same token share one request. Replies are read whatever their content type, for
 * Moodle serves them as HTML.
 */
export function createAccessTokens(dependencies: AccessTokensDependencies): AccessTokens {
  const { http, registrationOf, now } = dependencies;
  const held = new Map<string, Held>();
  const underway = new Map<string, Promise<string>>();

  async function fetchToken(registrationId: string, scopes: readonly string[]): Promise<Held> {
    const registration = checkInUse(await registrationOf(registrationId));
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await assertionOf(registration, dependencies),
      scope: scopes.join(' '),
    }).toString();
    const headers = {
      'Content-Type': 'application/x-www-form-urlencoded',
      Accept: 'application/json',
    };
    const { tokenUrl: url } = registration;
    try {
      const answer = await exchange(http, { method: 'POST', url, headers, body });
      return { registrationId, ...readToken(answer, scopes, now()) };
    } catch (error) {
      throw error instanceof ServiceError ? nothingDone(error) : error;
    }
  }

  return {
    async get(registrationId, scopes) {
      const key = [registrationId, ...[...scopes].sort()].join(' ');
      const cached = held.get(key);
      if (cached && cached.expiresAt - EXPIRY_MARGIN_MS > now().getTime()) return cached.token;
      const request =
        underway.get(key) ??
        fetchToken(registrationId, scopes)
          .then((fresh) => {
            held.set(key, fresh);
            return fresh.token;
          })
          .finally(() => {
            underway.delete(key);
          });
      underway.set(key, request);
      return request;
    },
    invalidate(registrationId, token) {
      for (const [key, cached] of held) {
        if (cached.registrationId === registrationId && cached.token === token) held.delete(key);
      }
    },
  };
}

/** A token may have been made in vain, but the call that it was wanted for was never sent. */
function nothingDone({ kind, reason, retryAfter, cause }: ServiceError): ServiceError {
  return new ServiceError(kind, reason, { ...(retryAfter !== undefined && { retryAfter }), cause });
}

async function assertionOf(
  registration: Registration,
  { privateKeyOf, now, newId }: AccessTokensDependencies,
): Promise<string> {
  const { kid, pem } = await privateKeyOf(registration.id);
  const iat = Math.floor(now().getTime() / 1000);
  const claims = {
    iss: registration.clientId,
    sub: registration.clientId,
    aud: registration.audience ?? registration.tokenUrl,
    iat,
    exp: iat + ASSERTION_SECONDS,
    jti: newId(),
  };
  return sign(claims, pem, { algorithm: 'RS256', keyid: kid });
}

function readToken(
  answer: PlatformAnswer,
  scopes: readonly string[],
  now: Date,
): Pick<Held, 'token' | 'expiresAt'> {
  const fault = platformFault(answer, now);
  if (fault) throw fault;
  if (answer.status >= 400) throw refusalOf(answer);
  const reply = readJson(answer, tokenReply);
  // RFC 6749 §5.1: no scope in the reply means the ones asked for. Moodle drops others silently.
  const granted = reply.scope === '' ? scopes : reply.scope.split(/\s+/);
  if (!scopes.every((wanted) => granted.includes(wanted))) {
    throw new ServiceError('refused', NOT_GRANTED);
  }
  const expiresAt = now.getTime() + reply.expires_in * 1000;
  return { token: reply.access_token, expiresAt };
}

/**
 * A refused scope stays refused. Any other refusal is about keys, clocks or the registration: an
 * administrator can mend it on either side, and waiting scores then go out by themselves.
 */
function refusalOf(answer: PlatformAnswer): ServiceError {
  if (/"error"\s*:\s*"invalid_scope"/.test(answer.text)) {
    return new ServiceError('refused', NOT_GRANTED);
  }
  return new ServiceError(
    'retry',
    'The platform does not recognise this tool. An administrator can check the registration, its keys and both clocks.',
  );
}

import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { TOKEN_LIFETIME } from '../access-tokens';
import type { TokenHolder } from '../access-tokens';
import type { TokenRequest } from '../platform';
import type { Answer } from '../services/service';
import type { Site } from '../site';
import type { Tool } from '../tools';

class TokenRefusal extends Error {
  readonly code: string;

  constructor(code: string, description: string) {
    super(description);
    this.name = 'TokenRefusal';
    this.code = code;
  }
}

const BAD_SIGNATURE = 'JWS signature invalid.';

/** Seconds: an assertion that is older is not taken. */
const OLDEST_ASSERTION = 300;

const assertionClaims = z.object({ iss: z.string(), iat: z.number(), exp: z.number() });
const subject = z.object({ sub: z.string() });

/**
 * Client credentials with a signed assertion (Security Framework §4.1) as in Canvas: one scope that
 * the administrator has not left to the developer key, and there is no token at all.
 */
export async function answerToken(site: Site, request: TokenRequest): Promise<Answer> {
  try {
    const holder = await holderOf(site, request);
    return answer(200, {
      access_token: site.tokens.issue(holder, site.now()),
      token_type: 'Bearer',
      expires_in: TOKEN_LIFETIME,
      scope: holder.scopes.join(' '),
    });
  } catch (error) {
    if (!(error instanceof TokenRefusal)) throw error;
    return answer(400, { error: error.code, error_description: error.message });
  }
}

function answer(status: number, body: object): Answer {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
    body: JSON.stringify(body),
  };
}

async function holderOf(site: Site, { form }: TokenRequest): Promise<TokenHolder> {
  const value = (name: string): string => form.get(name) ?? '';
  if (value('grant_type') !== 'client_credentials') {
    throw new TokenRefusal(
      'unsupported_grant_type',
      'The grant_type you requested is not currently supported',
    );
  }
  if (value('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer') {
    throw new TokenRefusal('invalid_request', 'assertion method not supported for this grant_type');
  }
  const tool = await checkAssertion(site, value('client_assertion'));
  const scopes = value('scope').split(' ').filter(Boolean);
  const missing = scopes.filter((scope) => !tool.scopes.includes(scope));
  if (missing.length > 0) {
    throw new TokenRefusal(
      'invalid_scope',
      `A requested scope is invalid, unknown, malformed, or exceeds the scope granted by the resource owner. The following scopes were requested, but not granted: ${missing.join(', ')}`,
    );
  }
  return { clientId: tool.clientId, scopes };
}

/** The key set is fetched anew every time. */
async function checkAssertion(site: Site, assertion: string): Promise<Tool> {
  const decoded = jwt.decode(assertion, { complete: true });
  const tool = site.tools.working(subject.safeParse(decoded?.payload).data?.sub);
  const key = tool && (await site.toolKeys.fresh(tool.keysUrl)).get(decoded?.header.kid ?? '');
  if (!key) throw new TokenRefusal('invalid_request', BAD_SIGNATURE);
  const now = Math.floor(site.now().getTime() / 1000);
  try {
    const audience = `${site.baseUrl}${site.profile.paths.token}`;
    jwt.verify(assertion, key, { algorithms: ['RS256'], clockTimestamp: now, audience });
  } catch (error) {
    throw new TokenRefusal('invalid_request', whatIsWrong(error));
  }
  const claims = assertionClaims.safeParse(decoded?.payload);
  if (!claims.success) {
    const names = claims.error.issues.map(({ path }) => path.join('.'));
    throw new TokenRefusal(
      'invalid_request',
      `the following assertions are missing: ${names.join(', ')}`,
    );
  }
  if (claims.data.iat < now - OLDEST_ASSERTION) {
    throw new TokenRefusal('invalid_request', "the 'iat' must be less than 300 seconds old");
  }
  return tool;
}

function whatIsWrong(error: unknown): string {
  if (error instanceof jwt.TokenExpiredError) return 'the JWT has expired';
  return error instanceof Error && error.message.includes('audience')
    ? "the 'aud' is invalid"
    : BAD_SIGNATURE;
}

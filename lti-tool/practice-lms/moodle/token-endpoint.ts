import jwt from 'jsonwebtoken';
import { TOKEN_LIFETIME } from '../access-tokens';
import type { TokenRequest } from '../platform';
import type { Answer } from '../services/service';
import type { Site } from '../site';

class TokenRefusal extends Error {}

/**
 * Client credentials with a signed assertion (1EdTech Security Framework §4.1), with Moodle's
 * answers: text/html, scopes that are not granted left out, one error body that is no JSON.
 */
export async function answerToken(site: Site, request: TokenRequest): Promise<Answer> {
  try {
    const scopes = await grantedScopes(site, request);
    return answer(200, [
      `"access_token" : "${site.tokens.issue(scopes, site.now())}"`,
      '"token_type" : "Bearer"',
      `"expires_in" : ${TOKEN_LIFETIME}`,
      `"scope" : "${scopes.join(' ')}"`,
    ]);
  } catch (error) {
    if (error instanceof TokenRefusal) return answer(400, [`"error" : "${error.message}"`]);
    throw error;
  }
}

function answer(status: number, members: readonly string[]): Answer {
  return {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
    body: `{\n${members.map((member) => `  ${member}`).join(',\n')}\n}`,
  };
}

async function grantedScopes(site: Site, request: TokenRequest): Promise<readonly string[]> {
  const value = (name: string): string => request.form.get(name) ?? '';
  const assertion = value('client_assertion');
  const isComplete =
    request.method === 'POST' &&
    request.contentType === 'application/x-www-form-urlencoded' &&
    [assertion, value('client_assertion_type'), value('grant_type'), value('scope')].every(Boolean);
  if (!isComplete) throw new TokenRefusal('invalid_request');
  if (
    value('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' ||
    value('grant_type') !== 'client_credentials'
  ) {
    throw new TokenRefusal('unsupported_grant_type');
  }
  await checkAssertion(site, assertion);
  const scopes = value('scope')
    .split(' ')
    .filter((scope) => site.scopes.includes(scope));
  if (scopes.length === 0) throw new TokenRefusal('invalid_scope');
  return scopes;
}

async function checkAssertion(site: Site, assertion: string): Promise<void> {
  const decoded = jwt.decode(assertion, { complete: true });
  const subject = typeof decoded?.payload === 'object' ? decoded.payload.sub : undefined;
  if (!decoded || !subject) throw new TokenRefusal('invalid_request');
  if (subject !== site.profile.clientId) throw new TokenRefusal('invalid_client');
  await site.toolKeys.check(site.tool.keysUrl, (keys) => {
    const key = keys.get(decoded.header.kid ?? '');
    if (!key) throw new TokenRefusal('"kid" invalid, unable to lookup correct key');
    try {
      jwt.verify(assertion, key, {
        algorithms: ['RS256'],
        clockTimestamp: Math.floor(site.now().getTime() / 1000),
      });
    } catch (error) {
      throw new TokenRefusal(
        error instanceof jwt.TokenExpiredError ? 'Expired token' : 'Signature verification failed',
      );
    }
  });
}

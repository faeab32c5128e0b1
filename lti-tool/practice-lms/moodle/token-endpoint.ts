import jwt from 'jsonwebtoken';
import { TOKEN_LIFETIME } from '../access-tokens';
import type { TokenHolder } from '../access-tokens';
import type { TokenRequest } from '../platform';
import type { Answer } from '../services/service';
import type { Site } from '../site';
import type { Tool } from '../tools';
import { BadSignature, checkSignature } from './tool-signature';

class TokenRefusal extends Error {}

/**
 * Client credentials with a signed assertion (1EdTech Security Framework §4.1), with Moodle's
 * answers: text/html, scopes that are not granted left out, one error body that is no JSON.
 */
export async function answerToken(site: Site, request: TokenRequest): Promise<Answer> {
  try {
    const holder = await holderOf(site, request);
    return answer(200, [
      `"access_token" : "${site.tokens.issue(holder, site.now())}"`,
      '"token_type" : "Bearer"',
      `"expires_in" : ${TOKEN_LIFETIME}`,
      `"scope" : "${holder.scopes.join(' ')}"`,
    ]);
  } catch (error) {
    if (!(error instanceof TokenRefusal || error instanceof BadSignature)) throw error;
    return answer(400, [`"error" : "${error.message}"`]);
  }
}

function answer(status: number, members: readonly string[]): Answer {
  return {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
    body: `{\n${members.map((member) => `  ${member}`).join(',\n')}\n}`,
  };
}

async function holderOf(site: Site, request: TokenRequest): Promise<TokenHolder> {
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
  const tool = await checkAssertion(site, assertion);
  const scopes = value('scope')
    .split(' ')
    .filter((scope) => tool.scopes.includes(scope));
  if (scopes.length === 0) throw new TokenRefusal('invalid_scope');
  return { clientId: tool.clientId, scopes };
}

async function checkAssertion(site: Site, assertion: string): Promise<Tool> {
  const decoded = jwt.decode(assertion, { complete: true });
  const subject = typeof decoded?.payload === 'object' ? decoded.payload.sub : undefined;
  if (!decoded || !subject) throw new TokenRefusal('invalid_request');
  const tool = site.tools.get(subject);
  if (!tool) throw new TokenRefusal('invalid_client');
  await checkSignature(site, tool, assertion);
  return tool;
}

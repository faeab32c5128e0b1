import jwt from 'jsonwebtoken';
import type { Site } from './site';
import type { Tool } from './tools';

/**
 * Signs the claims of a launch as an id_token (Security Framework §5.1.2).
 * @param token `lifetime` in seconds.
 */
export function signIdToken(
  site: Site,
  tool: Tool,
  token: { readonly claims: object; readonly nonce: string; readonly lifetime: number },
): string {
  const iat = Math.floor(site.now().getTime() / 1000);
  const claims = {
    nonce: token.nonce,
    iat,
    exp: iat + token.lifetime,
    iss: site.issuerFor(tool),
    aud: tool.clientId,
    ...token.claims,
  };
  return jwt.sign(claims, site.key.privateKey, { algorithm: 'RS256', keyid: site.key.kid });
}

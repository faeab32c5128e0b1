import jwt from 'jsonwebtoken';
import type { Site } from '../site';
import type { Tool } from '../tools';

/** A JWT of a tool that Moodle does not take; the message is Moodle's. */
export class BadSignature extends Error {}

/** Checks a JWT with the tool's key set, which is kept until a check fails. @throws BadSignature */
export async function checkSignature(site: Site, tool: Tool, token: string): Promise<void> {
  const kid = jwt.decode(token, { complete: true })?.header.kid ?? '';
  await site.toolKeys.check(tool.keysUrl, (keys) => {
    const key = keys.get(kid);
    if (!key) throw new BadSignature('"kid" invalid, unable to lookup correct key');
    try {
      jwt.verify(token, key, {
        algorithms: ['RS256'],
        clockTimestamp: Math.floor(site.now().getTime() / 1000),
      });
    } catch (error) {
      throw new BadSignature(
        error instanceof jwt.TokenExpiredError ? 'Expired token' : 'Signature verification failed',
      );
    }
  });
}

import { randomBytes } from 'node:crypto';

/** Seconds; recorded. */
export const TOKEN_LIFETIME = 3600;

/** Access tokens that were given out. */
export class AccessTokens {
  readonly #tokens = new Map<string, { scopes: readonly string[]; expiresAt: number }>();

  issue(scopes: readonly string[], now: Date): string {
    for (const [token, { expiresAt }] of this.#tokens) {
      if (expiresAt <= now.getTime()) this.#tokens.delete(token);
    }
    const token = randomBytes(16).toString('hex');
    this.#tokens.set(token, { scopes, expiresAt: now.getTime() + TOKEN_LIFETIME * 1000 });
    return token;
  }

  /** @param authorization the header. @returns none when the token is missing, unknown or expired. */
  scopesOf(authorization: string | undefined, now: Date): readonly string[] {
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
    const found = token === undefined ? undefined : this.#tokens.get(token);
    return found && found.expiresAt > now.getTime() ? found.scopes : [];
  }
}

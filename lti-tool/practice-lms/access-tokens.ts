import { randomBytes } from 'node:crypto';

/** Seconds; recorded. */
export const TOKEN_LIFETIME = 3600;

/** Who holds an access token, and what it is good for. */
export interface TokenHolder {
  readonly clientId: string;
  readonly scopes: readonly string[];
}

/** Access tokens that were given out. */
export class AccessTokens {
  readonly #tokens = new Map<string, TokenHolder & { readonly expiresAt: number }>();

  issue(holder: TokenHolder, now: Date): string {
    for (const [token, { expiresAt }] of this.#tokens) {
      if (expiresAt <= now.getTime()) this.#tokens.delete(token);
    }
    const token = randomBytes(16).toString('hex');
    this.#tokens.set(token, { ...holder, expiresAt: now.getTime() + TOKEN_LIFETIME * 1000 });
    return token;
  }

  /** @param authorization the header. @returns undefined: missing, unknown or expired. */
  holder(authorization: string | undefined, now: Date): TokenHolder | undefined {
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
    const found = token === undefined ? undefined : this.#tokens.get(token);
    return found && found.expiresAt > now.getTime() ? found : undefined;
  }
}

import type { ContextKey } from './context-key';
import type { DeepLinkingRequest } from './deep-linking';
import type { Role } from './role';

/** A person's way back into the tool after a launch, until it expires. */
export interface LaunchSession extends ContextKey {
  /** SHA-256 of the opaque id in the cookie, base64url. */
  readonly id: string;
  readonly version: number;
  readonly enrolmentId: string;
  readonly role: Role;
  /** HMAC key of this session's form tokens. */
  readonly formSecret: string;
  readonly locale?: string;
  readonly returnUrl?: string;
  /** As the launch called them. */
  readonly platformName?: string;
  readonly contextTitle?: string;
  /** The login that it began with: id of its attempt. */
  readonly loginId?: string;
  /** Path of the activity that was opened. */
  readonly path?: string;
  /** The visit is one for choosing activities for the course. */
  readonly deepLinking?: DeepLinkingRequest;
  readonly expiresAt: Date;
}

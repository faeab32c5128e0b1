/** Where a platform can show what it takes, of those that this training can be shown in. */
export type PresentationTarget = 'iframe' | 'window';

/** What a platform asked to be given (LTI Deep Linking 2.0 §4.4.1), kept with the launch session. */
export interface DeepLinkingRequest {
  /** Where the answer goes: https, or at the platform's own origin. */
  readonly returnUrl: string;
  /** Whether it takes items of type `ltiResourceLink`, the only ones that this training has. */
  readonly takesLinks: boolean;
  readonly takesSeveral: boolean;
  readonly takesLineItems: boolean;
  readonly targets: readonly PresentationTarget[];
  /** Goes back to the platform as it came. */
  readonly data?: string;
  /** Absent until it was answered: a request is answered once. */
  readonly answeredAt?: Date;
}

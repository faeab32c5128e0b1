import type { Role } from '../domain/role';

/** A launch that was accepted: bound to its login, signed by its platform, claims parsed. */
export interface Launch {
  readonly messageType: 'LtiResourceLinkRequest' | 'LtiDeepLinkingRequest';
  readonly registrationId: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly deploymentId: string;
  /** From the signed claim, never from the request's address. */
  readonly targetLinkUri: string;
  readonly subject: string;
  readonly role: Role;
  readonly name?: string;
  readonly email?: string;
  readonly context: { readonly id: string; readonly title?: string };
  readonly resourceLink: { readonly id: string; readonly title?: string };
  readonly locale?: string;
  readonly returnUrl?: string;
  readonly platformName?: string;
  readonly ags?: {
    readonly scopes: readonly string[];
    readonly lineItem?: string;
    readonly lineItems?: string;
  };
  readonly membershipsUrl?: string;
}

/** AGS 2.0 §3.4: always final here (Completed, FullyGraded). */
export interface Score {
  readonly userId: string;
  readonly scoreGiven: number;
  readonly scoreMaximum: number;
  readonly timestamp: Date;
}

/** AGS 2.0 §3.1. */
export interface LineItem {
  readonly id: string;
  readonly label: string;
  readonly scoreMaximum: number;
  readonly resourceId?: string;
  readonly resourceLinkId?: string;
  readonly tag?: string;
}

/** AGS 2.0 §3.3. */
export interface Result {
  readonly userId: string;
  readonly resultScore?: number;
  readonly resultMaximum?: number;
}

/**
 * Why a service call failed. `retry`: the platform or network may recover; `refused`: the same call
 * will be refused again. `reason` is in plain words for a facilitator and holds nothing personal.
 */
export class ServiceError extends Error {
  readonly kind: 'retry' | 'refused' | 'conflict';
  readonly reason: string;
  /** Milliseconds to wait at least, where the platform said so. */
  readonly retryAfter: number | undefined;

  constructor(
    kind: 'retry' | 'refused' | 'conflict',
    reason: string,
    options: { retryAfter?: number; cause?: unknown } = {},
  ) {
    super(reason, { cause: options.cause });
    this.name = 'ServiceError';
    this.kind = kind;
    this.reason = reason;
    this.retryAfter = options.retryAfter;
  }
}

/** AGS as the dispatcher needs it. Every call throws ServiceError when it fails. */
export interface Scores {
  /** Posts one score; `conflict` when the platform holds a newer one (409). */
  send(registrationId: string, lineItemUrl: string, score: Score): Promise<void>;
  result(registrationId: string, lineItemUrl: string, userId: string): Promise<Result | undefined>;
  findLineItem(
    registrationId: string,
    lineItemsUrl: string,
    query: { resourceId: string; tag?: string },
  ): Promise<LineItem | undefined>;
  /** Every line item of the container that this tool may see. */
  lineItems(registrationId: string, lineItemsUrl: string): Promise<readonly LineItem[]>;
  createLineItem(
    registrationId: string,
    lineItemsUrl: string,
    item: Omit<LineItem, 'id'>,
  ): Promise<LineItem>;
}

export const AGS_SCOPE = {
  lineItem: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  lineItemReadOnly: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly',
  resultReadOnly: 'https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly',
  score: 'https://purl.imsglobal.org/spec/lti-ags/scope/score',
} as const;

export const NRPS_SCOPE =
  'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';

/** One-time links with which an administrator lets one platform register. */
export interface Invitations {
  /** @param by who made it: the id of an enrolment, or `command`; never a name. */
  create(by: string): Promise<{ readonly url: string; readonly expiresAt: Date }>;
  /** @throws AppError invitation-invalid when the code is unknown, used or expired. */
  find(code: string): Promise<{ readonly expiresAt: Date }>;
  /**
   * Does `work` while nobody else can use the invitation. It is used up when the work succeeds, and
   * works again when it fails.
   * @throws AppError invitation-invalid, invitation-held; whatever `work` throws.
   */
  spend<T>(code: string, work: () => Promise<T>): Promise<T>;
}

/** What a platform's browser brings when it asks to be registered (Dynamic Registration 1.0 §3.3). */
export interface RegistrationInitiation {
  readonly openidConfiguration: string;
  readonly registrationToken?: string;
}

/** How a registration ended. */
export interface RegistrationOutcome {
  /** For people: as the platform calls itself, or its host. */
  readonly platformName: string;
  readonly family: string;
  /** False: this platform was registered before, and its values were taken over anew. */
  readonly isNew: boolean;
  readonly active: boolean;
  readonly scopes: readonly string[];
}

export interface DynamicRegistration {
  /** @throws AppError registration-failed, saying what happened and what to do. */
  register(initiation: RegistrationInitiation): Promise<RegistrationOutcome>;
}

import type { DeepLinkingRequest } from '../domain/deep-linking';
import type { Role } from '../domain/role';

/** What every message that a platform's browser brings says, whatever it asks for. */
interface Message {
  readonly registrationId: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly deploymentId: string;
  /** From the signed claim, never from the request's address. */
  readonly targetLinkUri: string;
  readonly subject: string;
  readonly role: Role;
  /** May add activities to the course, whatever else the role allows. */
  readonly preparesCourse?: true;
  /** Made up by the platform, for teachers to see what participants see. */
  readonly testPerson?: true;
  readonly name?: string;
  readonly email?: string;
  readonly context: { readonly id: string; readonly title?: string };
  readonly locale?: string;
  readonly returnUrl?: string;
  readonly platformName?: string;
}

/** A launch that was accepted: bound to its login, signed by its platform, claims parsed. */
export interface Launch extends Message {
  readonly messageType: 'LtiResourceLinkRequest';
  readonly resourceLink: { readonly id: string; readonly title?: string };
  readonly ags?: {
    readonly scopes: readonly string[];
    readonly lineItem?: string;
    readonly lineItems?: string;
  };
  readonly membershipsUrl?: string;
}

/** Accepted as a launch is; asks for activities to be chosen (LTI Deep Linking 2.0 §4.4). */
export interface DeepLinkingLaunch extends Message {
  readonly messageType: 'LtiDeepLinkingRequest';
  readonly deepLinking: DeepLinkingRequest;
}

/** What the platform is given: a link to an activity (LTI Deep Linking 2.0 §3.2). */
export interface ContentItem {
  readonly type: 'ltiResourceLink';
  readonly title: string;
  readonly text: string;
  readonly url: string;
  readonly lineItem?: Required<Omit<LineItem, 'id' | 'resourceLinkId'>>;
  readonly window?: { readonly targetName: string };
  /** CSS pixels. */
  readonly iframe?: { readonly width: number; readonly height: number };
}

/** For the person, and for the platform's log (LTI Deep Linking 2.0 §4.5.1). */
export type DeepLinkingMessages = Readonly<
  Partial<Record<'msg' | 'log' | 'errormsg' | 'errorlog', string>>
>;

export interface DeepLinking {
  /**
   * The signed answer to a request, a JWT for the browser to post to the platform.
   * @param to the registration and deployment that asked, and the `data` that came with it.
   */
  respond(
    to: { readonly registrationId: string; readonly deploymentId: string; readonly data?: string },
    answer: { readonly items: readonly ContentItem[]; readonly messages?: DeepLinkingMessages },
  ): Promise<string>;
}

/** AGS 2.0 §3.4: always final here (Completed, FullyGraded). */
export interface Score {
  readonly userId: string;
  readonly scoreGiven: number;
  readonly scoreMaximum: number;
  readonly timestamp: Date;
  /** When the person did what the score is for: never later than `timestamp`. */
  readonly submittedAt: Date;
  /** The platform has, or may have, a score of this person for this line item already. */
  readonly isResend: boolean;
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
 * retry: the platform or network may recover. refused: the same call will be refused again.
 * conflict: the platform holds a newer score. column-gone: it has no such line item any more.
 * not-a-member: it takes no score for this person, who may have left.
 */
type ServiceErrorKind = 'retry' | 'refused' | 'conflict' | 'column-gone' | 'not-a-member';

/** Why a service call failed. `reason`: plain words for a facilitator, with nothing personal. */
export class ServiceError extends Error {
  readonly kind: ServiceErrorKind;
  readonly reason: string;
  /** Milliseconds to wait at least, where the platform said so. */
  readonly retryAfter: number | undefined;
  /** The platform may have done what was asked all the same: its answer was lost. */
  readonly mayBeDone: boolean;

  constructor(
    kind: ServiceErrorKind,
    reason: string,
    options: { retryAfter?: number; mayBeDone?: boolean; cause?: unknown } = {},
  ) {
    super(reason, { cause: options.cause });
    this.name = 'ServiceError';
    this.kind = kind;
    this.reason = reason;
    this.retryAfter = options.retryAfter;
    this.mayBeDone = options.mayBeDone ?? false;
  }
}

/** AGS as the dispatcher needs it. Every call throws ServiceError when it fails. */
export interface Scores {
  /** Posts one score; `conflict` when the platform holds a newer one (409). */
  send(registrationId: string, lineItemUrl: string, score: Score): Promise<void>;
  result(registrationId: string, lineItemUrl: string, userId: string): Promise<Result | undefined>;
  /** @param scope `AGS_SCOPE.lineItem`, or the one to read only where no more is granted. */
  findLineItem(
    registrationId: string,
    lineItemsUrl: string,
    query: { resourceId: string; tag?: string },
    scope: LineItemScope,
  ): Promise<LineItem | undefined>;
  /** Every line item of the container that this tool may see. @param scope as above. */
  lineItems(
    registrationId: string,
    lineItemsUrl: string,
    scope: LineItemScope,
  ): Promise<readonly LineItem[]>;
  createLineItem(
    registrationId: string,
    lineItemsUrl: string,
    item: Omit<LineItem, 'id'>,
  ): Promise<LineItem>;
  /** Whether the platform penalises calls in parallel, so that scores are sent one by one. */
  isOneAtATime(registrationId: string): Promise<boolean>;
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

export type LineItemScope = typeof AGS_SCOPE.lineItem | typeof AGS_SCOPE.lineItemReadOnly;

/** One person of a context, as far as this training needs to know (NRPS 2.0 §2.2). */
export interface Member {
  readonly userId: string;
  readonly role: Role;
  /** Made up by the platform, for teachers to see what participants see. */
  readonly testPerson?: true;
  /** Platforms may withhold it. */
  readonly name?: string;
  /** False for people whom the platform still lists, but as inactive or deleted. */
  readonly isActive: boolean;
}

/** Names and Role Provisioning Services 2.0. */
export interface Memberships {
  /**
   * Everyone in a context, each once, from all pages.
   * @param query `rlid`: only who may open this resource link (§3), with what the platform tells
   * about them there; `role`: only who has this role, a URI (§2.4.1).
   * @throws ServiceError when any page cannot be had: part of a list is none.
   */
  list(
    registrationId: string,
    membershipsUrl: string,
    query?: { readonly rlid?: string; readonly role?: string },
  ): Promise<readonly Member[]>;
}

/** What *Check my connection* tries: a token for each scope, then each service. */
export type ConnectionPart =
  | 'token-line-items'
  | 'token-line-items-read'
  | 'token-results'
  | 'token-scores'
  | 'token-memberships'
  | 'columns'
  | 'test-column'
  | 'people';

/**
 * works. missing: not granted, or not offered to this context. refused: the platform said no.
 * failed: no usable answer, or it does not recognise this tool. not-tried: another part is needed.
 */
export type ConnectionOutcome = 'works' | 'missing' | 'refused' | 'failed' | 'not-tried';

export interface ConnectionFinding {
  readonly part: ConnectionPart;
  readonly outcome: ConnectionOutcome;
  /** Plain words for an administrator; never what the platform wrote. */
  readonly detail: string;
}

/** Where one context's services are, as its launches told. */
export interface ContextServices {
  readonly registrationId: string;
  readonly lineItemsUrl?: string;
  readonly membershipsUrl?: string;
}

export interface ConnectionCheck {
  /** One real call for each part, within half a minute altogether. Failures are findings. */
  run(services: ContextServices): Promise<readonly ConnectionFinding[]>;
}

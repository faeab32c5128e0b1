import type { GradebookRules } from './gradebook';
import type { Person } from './people';

/** Whose services an address is of. */
export interface Place {
  readonly baseUrl: string;
  readonly courseId: string;
  /** Of the tool that is to call. */
  readonly deploymentId: string;
}

/** Addresses, ids and gradebook rules in which one make of platform differs from another. */
export interface PlatformProfile {
  /** Of the tool that is there from the beginning. */
  readonly clientId: string;
  readonly deploymentId: string;
  /** What every client id here looks like. */
  readonly clientIds: RegExp;
  /** Placements of that tool; what a tool that registers can ask for. */
  readonly placements: readonly string[];
  /** Of the first course, as in the addresses of the services. */
  readonly courseId: string;
  /** Paths below the base URL. */
  readonly paths: {
    readonly auth: string;
    readonly token: string;
    readonly keys: string;
    readonly services: string;
    /** A route: it may name the course. */
    readonly return: string;
    readonly configuration: string;
    readonly registration: string;
    /** A route: where tools send the content that was chosen. */
    readonly contentReturn: string;
  };
  readonly gradebook: GradebookRules;
  /** How it calls tools. */
  userAgent(baseUrl: string): string;
  issuer(baseUrl: string): string;
  /** Client id for a tool that registers. */
  newClientId(): string;
  /** @param count of the tools, with the one that it is for. */
  newDeploymentId(count: number): string;
  /** As in the context claim. */
  contextId(courseId: string): string;
  lineItemsUrl(place: Place): string;
  lineItemUrl(place: Place, lineItemId: number): string;
  /** @param userId a Person's id; narrows the address to one person's result. */
  resultsUrl(place: Place, lineItemId: number, userId: string): string;
  membershipsUrl(place: Place): string;
  /** Every id under which a tool may name someone; the first is the `sub` of launches. */
  userIds(person: Person): readonly [subject: string, ...others: string[]];
  /** @param ordinal from 1, the same after a restart. */
  resourceLinkId(ordinal: string): string;
}

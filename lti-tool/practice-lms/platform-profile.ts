import type { GradebookRules } from './gradebook';
import type { Person } from './people';

/** Addresses, ids and gradebook rules in which one make of platform differs from another. */
export interface PlatformProfile {
  readonly clientId: string;
  readonly deploymentId: string;
  /** As in the addresses of the services. */
  readonly courseId: string;
  /** As in the context claim. */
  readonly contextId: string;
  /** Paths below the base URL. */
  readonly paths: {
    readonly auth: string;
    readonly token: string;
    readonly keys: string;
    readonly services: string;
    readonly return: string;
  };
  readonly gradebook: GradebookRules;
  issuer(baseUrl: string): string;
  lineItemsUrl(baseUrl: string): string;
  lineItemUrl(baseUrl: string, lineItemId: number): string;
  /** @param userId a Person's id; narrows the address to one person's result. */
  resultsUrl(baseUrl: string, lineItemId: number, userId: string): string;
  membershipsUrl(baseUrl: string): string;
  /** Every id under which a tool may name someone; the first is the `sub` of launches. */
  userIds(person: Person): readonly [subject: string, ...others: string[]];
  /** @param ordinal from 1, the same after a restart. */
  resourceLinkId(ordinal: string): string;
}

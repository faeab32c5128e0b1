import type { ContextKey } from './context-key';

/** Where a context's line items and members are, as learnt from launches. */
export interface ContextRecord extends ContextKey {
  readonly id: string;
  readonly version: number;
  readonly title?: string;
  /** Activity id → line item URL. */
  readonly lineItems: Readonly<Record<string, string>>;
  /** AGS line item container. */
  readonly lineItemsUrl?: string;
  /** AGS scopes granted to this context's launches. */
  readonly scopes: readonly string[];
  readonly membershipsUrl?: string;
  /** The resource link of the first launch: some platforms tell names only together with one. */
  readonly resourceLinkId?: string;
  /** When the platform's list of people is to be read next; absent: now. */
  readonly rosterDueAt?: Date;
  /** Held by the one process that is making the tool's own line item. */
  readonly columnLease?: { readonly owner: string; readonly until: Date };
  /** When the line items were last listed, to find those that no launch has shown yet. */
  readonly columnsSoughtAt?: Date;
  /** Since when the platform does not let this tool read results here; absent: it did, or was not asked. */
  readonly resultsRefusedAt?: Date;
  readonly launchedAt: Date;
  /** Id of the edition that it follows, as its first facilitator said; absent: not asked yet. */
  readonly edition?: string;
}

/** What one person answered to one item; the shape follows the item's type. */
export type Answer =
  | { readonly kind: 'choice'; readonly option: string }
  | { readonly kind: 'choices'; readonly options: readonly string[] }
  /** A verdict and the option given as its reason; either may still be missing. */
  | { readonly kind: 'verdict'; readonly verdict?: boolean; readonly reason?: string }
  /** Left side id → right side id (the pair's id, or a distractor's). May be incomplete. */
  | { readonly kind: 'matches'; readonly matches: Readonly<Record<string, string>> }
  /** Step id → position (1-based) given to it. May be incomplete. */
  | { readonly kind: 'positions'; readonly positions: Readonly<Record<string, number>> };

/** One try at one self-assessment. All attempts are kept. */
export interface Attempt {
  readonly id: string;
  readonly version: number;
  readonly enrolmentId: string;
  readonly activityId: string;
  /** 1, 2, 3 … per enrolment and activity. */
  readonly number: number;
  /** Fixes the order of items and options for this attempt. */
  readonly seed: string;
  /** Item id → answer. */
  readonly answers: Readonly<Record<string, Answer>>;
  readonly startedAt: Date;
  readonly submittedAt?: Date;
  readonly scoreGiven?: number;
  readonly scoreMaximum?: number;
}

/**
 * One score of one person for one line item, from the moment it was earned until the platform has
 * it. Only the newest score per line item is kept: an older one has nothing left to say.
 */
export interface ScoreOnItsWay {
  /** The activity's id, or `training-completed` for the tool's own line item. */
  readonly activityId: string;
  readonly scoreGiven: number;
  readonly scoreMaximum: number;
  /** When it was earned: the AGS timestamp of the first try. */
  readonly earnedAt: Date;
  readonly state: 'waiting' | 'delivered' | 'refused';
  /** Tries so far of this score. */
  readonly tries: number;
  /** Earliest next try; only meaningful while waiting. */
  readonly notBefore: Date;
  /** Why it waits or was refused, in plain words for a facilitator. */
  readonly reason?: string;
  readonly deliveredAt?: Date;
}

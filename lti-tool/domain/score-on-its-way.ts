export interface ScoreValue {
  readonly scoreGiven: number;
  readonly scoreMaximum: number;
}

/**
 * One score of one person for one line item, from the moment it was earned until the platform has
 * it. Only the newest score per line item is kept: an older one has nothing left to say.
 */
export interface ScoreOnItsWay extends ScoreValue {
  /** The activity's id, or `training-completed` for the tool's own line item. */
  readonly activityId: string;
  /** When it was earned: the AGS timestamp of the first try. */
  readonly earnedAt: Date;
  /**
   * refused: the platform will not take it, and no try is made unless a person asks for one. parked:
   * its person has left, and it goes on its way again should they return. overruled: a teacher has
   * changed the result in the platform, which is left alone.
   */
  readonly state: 'waiting' | 'delivered' | 'refused' | 'parked' | 'overruled';
  /** Tries so far of this score. */
  readonly tries: number;
  /** Earliest next try; only meaningful while waiting. */
  readonly notBefore: Date;
  /** Why it is not delivered, in plain words for a facilitator. */
  readonly reason?: string;
  readonly deliveredAt?: Date;
  /**
   * What this tool has sent for the line item and the platform may hold: the score that it took
   * last, and those sent since without an answer. Any other result there is somebody else's.
   */
  readonly sent?: readonly ScoreValue[];
  /** This score may be with the platform already: its sending has begun, and no outcome is noted. */
  readonly sending?: true;
}

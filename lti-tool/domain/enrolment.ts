import type { CertificateClaim } from './claim';
import type { ContextKey } from './context-key';
import type { LedgerEntry } from './ledger';
import type { Role } from './role';
import type { ScoreOnItsWay } from './score-on-its-way';

/**
 * One person in one context of one deployment. It holds the ledger, the completion snapshot and the
 * scores on their way, so that all three change in one compare-and-set write.
 */
export interface Enrolment extends ContextKey {
  readonly id: string;
  readonly version: number;
  /** The platform's `sub` of this person. */
  readonly subject: string;
  /** As at the newest launch; before the first one, as the platform's list of people says. */
  readonly role: Role;
  /**
   * As at the newest launch that carried one, or as the platform's list of people says; platforms
   * may withhold both.
   */
  readonly name?: string;
  readonly email?: string;
  readonly ledger: readonly LedgerEntry[];
  /** When the last requirement was met. */
  readonly completedAt?: Date;
  readonly scores: readonly ScoreOnItsWay[];
  /** The earliest moment at which a waiting score may be sent; absent when nothing waits. */
  readonly nextScoreAt?: Date;
  readonly scoreLease?: { readonly owner: string; readonly until: Date };
  /** Names, hold and release; see `claimOf`. */
  readonly certificateClaim?: CertificateClaim;
  /** Since when a certificate is due that was not issued yet. */
  readonly certificateDueAt?: Date;
  readonly createdAt: Date;
  /**
   * The newest launch, or one that told the same up to five minutes before it. Absent: enrolled from
   * the platform's list of people, and not launched yet.
   */
  readonly launchedAt?: Date;
  /** The platform made this person up for teachers to see what participants see. */
  readonly testPerson?: boolean;
  /** Since when the platform has not listed this person; absent while it does. */
  readonly leftAt?: Date;
}

import {
  type CertificateRelease,
  claimOf,
  confirmedName,
  type Obstacle,
  obstacles,
  withDueDate,
} from '../../domain/certificate-claim';
import type { Completion } from '../../domain/completion';
import type { ContextKey } from '../../domain/context-key';
import type { Enrolment } from '../../domain/enrolment';
import type { Enrolments } from '../../store/repositories/enrolments';

/** What stands between people and their certificates besides the ledger, and how it changes. */
export interface Claims {
  /** What stands in the way now; empty: nothing. */
  obstaclesOf(enrolment: Enrolment): Obstacle[];
  /** The enrolment with its certificate marked as due, or as not due any more. Pure. */
  readonly marked: (enrolment: Enrolment) => Enrolment;
  /**
   * Changes a name, a hold, a release, in one write with whether the certificate is due then.
   * @param next a pure function, which may be applied several times.
   */
  change(enrolmentId: string, next: (current: Enrolment) => Enrolment): Promise<Enrolment>;
}

export interface ClaimsDependencies {
  readonly enrolments: Pick<Enrolments, 'change'>;
  readonly completionOf: (enrolment: Enrolment) => Completion;
  readonly releaseOf: (context: ContextKey) => CertificateRelease;
  /** Called when a certificate may have become due. */
  readonly certificatesDue: () => void;
  readonly now: () => Date;
}

export function createClaims(dependencies: ClaimsDependencies): Claims {
  const { enrolments, completionOf, releaseOf, certificatesDue, now } = dependencies;

  function marked(enrolment: Enrolment): Enrolment {
    // Asked at every launch: completion is decided for those only whom it can concern.
    const canConcern = confirmedName(enrolment) && !claimOf(enrolment).issuedAt;
    if (!canConcern && !enrolment.certificateDueAt) return enrolment;
    const { complete } = completionOf(enrolment);
    return withDueDate(enrolment, complete, releaseOf(enrolment), now());
  }

  return {
    obstaclesOf: (enrolment) =>
      obstacles(enrolment, completionOf(enrolment).complete, releaseOf(enrolment)),
    marked,
    async change(enrolmentId, next) {
      const changed = await enrolments.change(enrolmentId, (current) => {
        const wanted = next(current);
        return wanted === current ? current : marked(wanted);
      });
      if (changed.certificateDueAt) certificatesDue();
      return changed;
    },
  };
}

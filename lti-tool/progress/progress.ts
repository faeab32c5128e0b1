import { type CertificateRelease, withDueDate } from '../domain/certificate-claim';
import { type Completion, decideCompletion } from '../domain/completion';
import type { ContextKey } from '../domain/context-key';
import { earnedScores } from '../domain/earned-scores';
import type { Enrolment } from '../domain/enrolment';
import type { LedgerEntry } from '../domain/ledger';
import type { CompletionRules } from '../domain/requirement';
import { isStaff } from '../domain/role';
import { earn } from '../domain/score-outbox';
import { without } from '../domain/without';
import type { Enrolments } from '../store/repositories/enrolments';

type Entries = readonly LedgerEntry[] | ((current: Enrolment) => readonly LedgerEntry[]);

/** Records what a person did and answers what they have completed. */
export interface Progress {
  /**
   * Appends entries to the ledger, decides completion anew and puts earned scores on their way, in
   * one write. Entries whose key is in the ledger already change nothing.
   * @param entries or what decides them from the newest record; it may be asked several times.
   * @param known the enrolment as it was just read: spares a look.
   */
  record(enrolmentId: string, entries: Entries, known?: Enrolment): Promise<Enrolment>;
  completionOf(enrolment: Enrolment): Completion;
}

/** What an edition decides about recording and scores. */
export interface EditionDecisions {
  readonly rules: CompletionRules;
  readonly scoreSent: 'best' | 'latest';
  readonly certificateRelease: CertificateRelease;
}

export interface ProgressDependencies {
  readonly enrolments: Pick<Enrolments, 'change'>;
  /** What the edition of a context decides. */
  readonly decisionsOf: (context: ContextKey) => EditionDecisions;
  readonly now: () => Date;
  /** Called when a score may have become due. */
  readonly scoresEarned: () => void;
  /** Called when a certificate may have become due. */
  readonly certificatesDue: () => void;
}

export function createProgress(dependencies: ProgressDependencies): Progress {
  const { enrolments, decisionsOf, now } = dependencies;

  function append(current: Enrolment, entries: readonly LedgerEntry[]): Enrolment | undefined {
    const keys = new Set(current.ledger.map(({ key }) => key));
    const added = entries.filter(({ key }) => !keys.has(key));
    if (added.length === 0) return undefined;
    const { rules, certificateRelease } = decisionsOf(current);
    const ledger = [...current.ledger, ...added];
    const completion = decideCompletion(rules, ledger, now());
    const { completedAt } = completion;
    const next = {
      ...without(current, 'completedAt'),
      ledger,
      ...(completedAt && { completedAt }),
    };
    const marked = withDueDate(next, completion.complete, certificateRelease, now());
    return isStaff(current.role) ? marked : withScores(marked, completion);
  }

  function withScores(enrolment: Enrolment, completion: Completion): Enrolment {
    const known = new Set(enrolment.scores.map(({ activityId }) => activityId));
    const { scoreSent } = decisionsOf(enrolment);
    const scores = earnedScores(completion, enrolment.ledger, scoreSent, known);
    return scores.reduce((current, score) => earn(current, { ...score, at: now() }), enrolment);
  }

  return {
    async record(enrolmentId, entries, known) {
      const enrolment = await enrolments.change(
        enrolmentId,
        (current) => append(current, typeof entries === 'function' ? entries(current) : entries),
        known,
      );
      if (enrolment.nextScoreAt && enrolment.nextScoreAt <= now()) dependencies.scoresEarned();
      if (enrolment.certificateDueAt) dependencies.certificatesDue();
      return enrolment;
    },
    completionOf: (enrolment) =>
      decideCompletion(decisionsOf(enrolment).rules, enrolment.ledger, now()),
  };
}

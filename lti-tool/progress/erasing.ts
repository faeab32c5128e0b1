import type { ContextKey } from '../domain/context-key';
import type { Repositories } from '../store/repositories';

/**
 * Erases personal data for good: enrolment (names, ledger, scores), attempts, and the person's line
 * in the platform's list. Of certificates the register keeps code, hash, status and dates, and the
 * name only where the holder agreed that it is shown: papers in people's hands can still be checked.
 * However often, and after a crash in between, it ends the same.
 */
export interface Erasing {
  /** @returns how many records of a person were found: 0 or 1. */
  person(enrolmentId: string): Promise<number>;
  /** Everybody of a context, and what is kept of the context itself. @returns how many people. */
  context(key: ContextKey): Promise<number>;
}

export type ErasingDependencies = Pick<
  Repositories,
  'attempts' | 'certificates' | 'contextRecords' | 'enrolments' | 'issuingJobs' | 'rosters'
>;

export function createErasing(dependencies: ErasingDependencies): Erasing {
  const { attempts, certificates, contextRecords, enrolments, issuingJobs, rosters } = dependencies;

  async function person(enrolmentId: string): Promise<number> {
    const enrolment = await enrolments.get(enrolmentId);
    if (enrolment) {
      const { subject } = enrolment;
      await rosters.change(
        enrolment,
        (roster) =>
          roster && {
            ...roster,
            members: roster.members.filter((member) => member.subject !== subject),
          },
      );
    }
    await attempts.removeOf(enrolmentId);
    await enrolments.remove(enrolmentId);
    // Last: a certificate that was being issued meanwhile is in the register by now.
    await certificates.erase(enrolmentId);
    return enrolment ? 1 : 0;
  }

  return {
    person,
    async context(key) {
      let people = 0;
      for await (const { id } of enrolments.inContext(key)) people += await person(id);
      await issuingJobs.removeIn(key);
      await rosters.remove(key);
      await contextRecords.remove(key);
      return people;
    },
  };
}

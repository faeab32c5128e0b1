import { confirmedName } from '../../domain/certificate-claim';
import type { Certificates } from '../../store/repositories/certificates';
import type { Enrolments } from '../../store/repositories/enrolments';

/**
 * Makes the register agree with what the holder said last on whether the public page may name them.
 * The log of names comes first and this second: a process may end in between, and the next call
 * mends it.
 */
export type AgreeOnNameShown = (enrolmentId: string) => Promise<void>;

export function createAgreeOnNameShown(dependencies: {
  readonly enrolments: Pick<Enrolments, 'get'>;
  readonly certificates: Pick<Certificates, 'showName'>;
}): AgreeOnNameShown {
  const { enrolments, certificates } = dependencies;
  return (enrolmentId) =>
    certificates.showName(enrolmentId, async () => {
      const current = await enrolments.get(enrolmentId);
      return current !== undefined && confirmedName(current)?.shown === true;
    });
}

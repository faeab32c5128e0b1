import type { Certificate } from '../../domain/certificate';
import { confirmedName, isSameName, withIssued } from '../../domain/certificate-claim';
import type { Completion } from '../../domain/completion';
import type { Enrolment } from '../../domain/enrolment';
import { DuplicateKey } from '../../store/collection';
import type { Certificates, NewCertificate } from '../../store/repositories/certificates';
import type { Enrolments } from '../../store/repositories/enrolments';
import type { Claims } from './claims';
import type { DrawUp } from './draw-up';

/**
 * Issues a person's certificate if it is due, decided anew from the newest record. However often, at
 * once and from however many processes: there is one, and everybody gets it. A process may end at
 * any point; whoever comes next goes on from there.
 * @returns the person's certificate; undefined where something stands in the way.
 */
export type IssueTo = (enrolmentId: string) => Promise<Certificate | undefined>;

export interface IssueDependencies {
  readonly enrolments: Pick<Enrolments, 'get' | 'change'>;
  readonly certificates: Pick<Certificates, 'ofEnrolment' | 'issue'>;
  readonly completionOf: (enrolment: Enrolment) => Completion;
  readonly claims: Pick<Claims, 'obstaclesOf' | 'marked'>;
  readonly drawUp: Pick<DrawUp, 'certificate'>;
}

/** A code or a place in the status lists that is taken is drawn anew; to lose twice is no chance. */
const DRAWS = 3;

export function createIssueTo(dependencies: IssueDependencies): IssueTo {
  const { enrolments, certificates, completionOf, claims, drawUp } = dependencies;

  /** What is printed for this person now; undefined: something stands in the way. */
  function decide(enrolment: Enrolment | undefined) {
    const name = enrolment && confirmedName(enrolment);
    if (!name || claims.obstaclesOf(enrolment).length > 0) return undefined;
    const { completedAt, requirements } = completionOf(enrolment);
    if (!completedAt) return undefined;
    return {
      enrolment,
      name,
      completedAt,
      requirements: requirements.map(({ requirement }) => requirement),
    };
  }

  async function note(enrolmentId: string, { issuedAt }: Certificate): Promise<void> {
    await enrolments.change(enrolmentId, (current) =>
      current.certificateClaim?.issuedAt && !current.certificateDueAt
        ? current
        : withIssued(current, issuedAt),
    );
  }

  async function register(certificate: NewCertificate): Promise<Certificate | undefined> {
    try {
      return await certificates.issue(certificate);
    } catch (error) {
      if (error instanceof DuplicateKey) return undefined;
      throw error;
    }
  }

  /** Prints, and issues if nothing changed meanwhile; `again`: something did. */
  async function tryOnce(enrolmentId: string): Promise<Certificate | 'again' | undefined> {
    const draft = decide(await enrolments.get(enrolmentId));
    if (!draft) {
      await enrolments.change(enrolmentId, claims.marked);
      return undefined;
    }
    const drawn = await drawUp.certificate(draft);
    // Printing takes a while: a hold, a correction or another name may have come in between.
    const now = decide(await enrolments.get(enrolmentId));
    if (!now || !isSameName(now.name, draft.name) || now.name.shown !== draft.name.shown) {
      return 'again';
    }
    return (await register(drawn)) ?? 'again';
  }

  return async (enrolmentId) => {
    const held = await certificates.ofEnrolment(enrolmentId);
    if (held) {
      await note(enrolmentId, held);
      return held;
    }
    for (let draws = 0; draws < DRAWS; draws += 1) {
      const issued = await tryOnce(enrolmentId);
      if (issued === undefined) return undefined;
      if (issued === 'again') continue;
      await note(enrolmentId, issued);
      return issued;
    }
    throw new Error(`certificate of ${enrolmentId}: what it says changed ${DRAWS} times in a row`);
  };
}

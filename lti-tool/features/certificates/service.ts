import { formatCode } from '../../certificate/code';
import { checkTypedName, type NameProblems } from '../../certificate/typed-name';
import type { Certificate } from '../../domain/certificate';
import {
  claimOf,
  confirmedName,
  type Obstacle,
  withHold,
  withName,
  withRelease,
} from '../../domain/certificate-claim';
import { type Completion, countMet } from '../../domain/completion';
import { isSameContext } from '../../domain/context-key';
import type { Enrolment } from '../../domain/enrolment';
import type { IssuingJob } from '../../domain/issuing-job';
import { isStaff } from '../../domain/role';
import type { BulkIssuing } from '../../progress/issuing/bulk';
import type { Claims } from '../../progress/issuing/claims';
import type { DrawUp } from '../../progress/issuing/draw-up';
import type { AgreeOnNameShown } from '../../progress/issuing/name-shown';
import { DuplicateKey } from '../../store/collection';
import type { Certificates } from '../../store/repositories/certificates';
import type { Enrolments } from '../../store/repositories/enrolments';
import type { ArchiveFile } from './archive';
import { alreadyCorrected, noValidCertificate, notComplete, notListed } from './refusals';

/** Somebody on the way to a certificate, as a facilitator sees them. */
export interface Holder {
  readonly enrolment: Enrolment;
  readonly obstacles: readonly Obstacle[];
  readonly met: number;
  readonly total: number;
  /** Newest first; those before it were replaced. */
  readonly certificates: readonly Certificate[];
}

export interface Correction {
  readonly text: string;
  readonly latin: string;
  readonly reason: string;
}

export interface CertificatesService {
  /** The context's participants who are or were in the course, without their certificates. */
  participants(facilitator: Enrolment): Promise<Enrolment[]>;
  /** @throws AppError not-found: nobody with this id is a participant of the facilitator's context. */
  holder(facilitator: Enrolment, enrolmentId: string): Promise<Holder>;
  holderOf(enrolment: Enrolment): Promise<Holder>;
  /** Names of those who decided something for this person, by enrolment id. */
  authors(holder: Holder): Promise<ReadonlyMap<string, string>>;
  /** Stops the issue. @throws AppError not-found */
  hold(facilitator: Enrolment, enrolmentId: string, reason: string): Promise<void>;
  /** Takes a hold back, and gives the word that an edition may ask for. @throws AppError not-found */
  release(facilitator: Enrolment, enrolmentId: string): Promise<void>;
  /** @throws AppError not-found, certificate-unknown: there is none that is valid. */
  withdraw(facilitator: Enrolment, enrolmentId: string, reason: string): Promise<void>;
  /**
   * Confirms another name for the person. Where a certificate was issued, a new one takes its place.
   * @returns what is wrong with the name; undefined: done.
   * @throws AppError not-found, certificate-not-complete (a requirement is not met any more),
   * conflict (somebody else corrected at the same moment)
   */
  correct(
    facilitator: Enrolment,
    enrolmentId: string,
    correction: Correction,
  ): Promise<NameProblems | undefined>;
  /** Begins to issue everything that is ready. */
  issueAll(facilitator: Enrolment): Promise<void>;
  isReady(enrolment: Enrolment): boolean;
  newestJob(facilitator: Enrolment): Promise<IssuingJob | undefined>;
  /** The valid certificates of the context, to be archived one after the other. */
  files(facilitator: Enrolment): AsyncIterable<ArchiveFile>;
}

export interface CertificatesDependencies {
  readonly enrolments: Pick<Enrolments, 'get' | 'inContext'>;
  readonly certificates: Pick<
    Certificates,
    'allOf' | 'ofEnrolment' | 'withdraw' | 'replace' | 'file'
  >;
  readonly completionOf: (enrolment: Enrolment) => Completion;
  readonly claims: Claims;
  readonly drawUp: Pick<DrawUp, 'certificate'>;
  readonly agreeOnNameShown: AgreeOnNameShown;
  readonly bulk: BulkIssuing;
  /** Called when a job waits. */
  readonly certificatesDue: () => void;
  readonly now: () => Date;
}

export function createCertificatesService(
  dependencies: CertificatesDependencies,
): CertificatesService {
  const { enrolments, certificates, completionOf, claims, drawUp, bulk, now } = dependencies;

  async function participant(facilitator: Enrolment, id: string): Promise<Enrolment> {
    const found = await enrolments.get(id);
    if (!found || !isSameContext(found, facilitator)) throw notListed();
    // Whoever became staff may hold a certificate from before.
    if (isStaff(found.role) && !claimOf(found).issuedAt) throw notListed();
    return found;
  }

  async function holderOf(enrolment: Enrolment): Promise<Holder> {
    return {
      enrolment,
      obstacles: claims.obstaclesOf(enrolment),
      ...countMet(completionOf(enrolment).requirements),
      certificates: claimOf(enrolment).issuedAt
        ? [...(await certificates.allOf(enrolment.id))].reverse()
        : [],
    };
  }

  async function replace(
    old: Certificate,
    enrolment: Enrolment,
    { by, reason }: { readonly by: string; readonly reason: string },
  ): Promise<void> {
    const { completedAt, requirements } = completionOf(enrolment);
    const name = confirmedName(enrolment);
    if (!completedAt || !name) throw notComplete();
    const drawn = await drawUp.certificate({
      enrolment,
      name,
      completedAt,
      requirements: requirements.map(({ requirement }) => requirement),
    });
    try {
      await certificates.replace(old, drawn, { at: now(), by, reason });
      // Printing takes a while: the holder may have said otherwise meanwhile.
      await dependencies.agreeOnNameShown(enrolment.id);
    } catch (error) {
      throw error instanceof DuplicateKey ? alreadyCorrected() : error;
    }
  }

  return {
    holderOf,

    async participants(facilitator) {
      const found: Enrolment[] = [];
      for await (const enrolment of enrolments.inContext(facilitator)) {
        if (!isStaff(enrolment.role) || claimOf(enrolment).issuedAt) found.push(enrolment);
      }
      return found;
    },

    async holder(facilitator, enrolmentId) {
      return holderOf(await participant(facilitator, enrolmentId));
    },

    async authors({ enrolment, certificates: all }) {
      const { names, hold, release } = claimOf(enrolment);
      const decisions = [...names, hold, release, ...all.map(({ statusChange }) => statusChange)];
      const authors = new Map<string, string>();
      for (const id of new Set(decisions.flatMap((decision) => decision?.by ?? []))) {
        const name = (await enrolments.get(id))?.name;
        if (name !== undefined) authors.set(id, name);
      }
      return authors;
    },

    async hold(facilitator, enrolmentId, reason) {
      const { id } = await participant(facilitator, enrolmentId);
      const hold = { by: facilitator.id, at: now(), reason };
      await claims.change(id, (current) =>
        claimOf(current).issuedAt ? current : withHold(current, hold),
      );
    },

    async release(facilitator, enrolmentId) {
      const { id } = await participant(facilitator, enrolmentId);
      const word = { by: facilitator.id, at: now() };
      await claims.change(id, (current) => withRelease(withHold(current, undefined), word));
    },

    async withdraw(facilitator, enrolmentId, reason) {
      const { id } = await participant(facilitator, enrolmentId);
      const held = await certificates.ofEnrolment(id);
      if (held?.status !== 'valid') throw noValidCertificate();
      await certificates.withdraw(held.id, { by: facilitator.id, at: now(), reason });
    },

    async correct(facilitator, enrolmentId, { text, latin, reason }) {
      const person = await participant(facilitator, enrolmentId);
      const last = confirmedName(person);
      // Who may see the name is the person's own choice.
      const typed = { text, latin, shown: last?.shown ?? false };
      const checked = await checkTypedName(typed, last?.locale);
      if (checked.kind === 'refused') return checked.problems;
      const old = await certificates.ofEnrolment(person.id);
      if (old && !completionOf(person).complete) throw notComplete();
      const named = await claims.change(person.id, (current) =>
        withName(current, checked.name, { by: facilitator.id, at: now() }),
      );
      if (old) await replace(old, named, { by: facilitator.id, reason });
      return undefined;
    },

    async issueAll(facilitator) {
      await bulk.order(facilitator);
      dependencies.certificatesDue();
    },

    isReady: (enrolment) => bulk.isReady(enrolment),

    newestJob: (facilitator) => bulk.newestIn(facilitator),

    async *files(facilitator) {
      for await (const enrolment of enrolments.inContext(facilitator)) {
        if (!claimOf(enrolment).issuedAt) continue;
        const held = await certificates.ofEnrolment(enrolment.id);
        if (held?.status !== 'valid') continue;
        yield {
          name: fileNameOf(held),
          modified: held.issuedAt,
          async bytes() {
            const file = await certificates.file(held.id);
            if (!file) throw new Error(`certificate ${held.id} has no file`);
            return Buffer.from(file.pdf, 'base64');
          },
        };
      }
    },
  };
}

/** A name that every file system takes; the code tells namesakes apart. */
function fileNameOf({ code, name = '' }: Certificate): string {
  const safe = name
    .replace(/[\p{C}/\\:*?"<>|.]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return `${[safe, formatCode(code)].filter(Boolean).join(' ')}.pdf`;
}

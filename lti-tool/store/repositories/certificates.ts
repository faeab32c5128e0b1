import {
  type Certificate,
  type CertificateFile,
  STATUS_LIST_LENGTH,
  type StatusChange,
} from '../../domain/certificate';
import { DuplicateKey, type Collection, type Unsaved } from '../collection';
import type { NewId } from '../new-id';
import { compareAndSet } from './compare-and-set';

/** What was rendered, before it is in the register. */
export interface NewCertificate {
  readonly file: Omit<CertificateFile, 'id' | 'version'>;
  readonly line: Omit<
    Certificate,
    'id' | 'version' | 'issue' | 'status' | 'replacedBy' | 'statusChange'
  >;
}

export type Certificates = ReturnType<typeof certificateRepository>;

/**
 * The register of certificates and their files. Nothing of a certificate changes but its status, and
 * whether the verification page names its holder.
 * @param randomBelow a whole number from 0 to below its limit, each as likely.
 */
export function certificateRepository(
  register: Collection<Certificate>,
  files: Collection<CertificateFile>,
  newId: NewId,
  randomBelow: (limit: number) => number,
) {
  /** Every certificate of an enrolment, oldest first. Few: one more with each correction. */
  async function allOf(enrolmentId: string): Promise<readonly Certificate[]> {
    const { documents } = await register.find({ enrolmentId });
    const newest = documents.at(-1);
    if (!newest) return [];
    const { code, issuedAt: at } = newest;
    // A process may have ended after it issued a correction and before it noted the replacement.
    return Promise.all(
      documents.map(async (one) =>
        one === newest || one.status !== 'valid'
          ? one
          : markReplaced(one.id, code, { at, by: enrolmentId, reason: LATE }),
      ),
    );
  }

  /** The newest of an enrolment: the one that counts, or that was withdrawn last. */
  async function ofEnrolment(enrolmentId: string): Promise<Certificate | undefined> {
    return (await allOf(enrolmentId)).at(-1);
  }

  function markReplaced(id: string, replacedBy: string, statusChange: StatusChange) {
    return changeStatus(id, { status: 'replaced', replacedBy, statusChange });
  }

  /** A certificate ends once: whoever comes later gets it as it is. */
  function changeStatus(
    id: string,
    ending: Pick<Certificate, 'status' | 'replacedBy' | 'statusChange'>,
  ): Promise<Certificate> {
    return compareAndSet(async () => {
      const current = await register.get(id);
      if (!current) throw new Error(`certificate ${id} is not in the register`);
      return current.status === 'valid' ? register.replace({ ...current, ...ending }) : current;
    });
  }

  /** The file comes first: a certificate never stands in the register without it. */
  async function insert(certificate: Unsaved<Certificate>, file: Unsaved<CertificateFile>) {
    await files.insert(file);
    try {
      return await register.insert(certificate);
    } catch (error) {
      await files.remove({ id: file.id });
      throw error;
    }
  }

  function issueAs(issue: number, { line, file }: NewCertificate) {
    const id = newId();
    return insert({ ...line, id, issue, status: 'valid' }, { ...file, id });
  }

  return {
    allOf,
    ofEnrolment,

    /** Whether the enrolment has, or had, a certificate. */
    async isIssuedTo(enrolmentId: string): Promise<boolean> {
      return (await register.count({ enrolmentId })) > 0;
    },

    async byCode(code: string): Promise<Certificate | undefined> {
      const found = (await register.find({ code })).documents[0];
      return found && (await allOf(found.enrolmentId)).find(({ id }) => id === found.id);
    },

    /** @param sha256 of a PDF, hex. */
    async bySha256(sha256: string): Promise<Certificate | undefined> {
      const found = (await register.find({ sha256 })).documents[0];
      return found && (await allOf(found.enrolmentId)).find(({ id }) => id === found.id);
    },

    /** The files of a certificate; undefined once the holder's data was erased. */
    file: (id: string): Promise<CertificateFile | undefined> => files.get(id),

    /** A place in the status lists for the next certificate. Random, so that neighbours tell nothing;
     * a new list begins when the one before is half full. */
    async freeStatusIndex(): Promise<number> {
      const lists = Math.floor((await register.count({})) / (STATUS_LIST_LENGTH / 2));
      for (;;) {
        const statusIndex = lists * STATUS_LIST_LENGTH + randomBelow(STATUS_LIST_LENGTH);
        if ((await register.count({ statusIndex })) === 0) return statusIndex;
      }
    },

    /** Issues an enrolment's first certificate. However often, at once and from how many processes:
     * the first is the one that everybody gets.
     * @throws DuplicateKey (`code`, `statusIndex`) when another certificate has these: draw anew. */
    async issue(certificate: NewCertificate): Promise<Certificate> {
      const { enrolmentId } = certificate.line;
      const first = await ofEnrolment(enrolmentId);
      if (first) return first;
      try {
        return await issueAs(1, certificate);
      } catch (error) {
        const winner = error instanceof DuplicateKey ? await ofEnrolment(enrolmentId) : undefined;
        if (winner) return winner;
        throw error;
      }
    },

    /** Issues a corrected certificate in the place of `old`, which then reads "replaced by" it.
     * @throws DuplicateKey (`enrolmentId,issue`) when someone else replaced `old` first. */
    async replace(
      old: Certificate,
      certificate: NewCertificate,
      change: StatusChange,
    ): Promise<Certificate> {
      const corrected = await issueAs(old.issue + 1, certificate);
      await markReplaced(old.id, corrected.code, change);
      return corrected;
    },

    /** Ends a valid certificate. One that was replaced or withdrawn before stays as it is. */
    withdraw: (id: string, statusChange: StatusChange): Promise<Certificate> =>
      changeStatus(id, { status: 'withdrawn', statusChange }),

    /**
     * Sets whether the verification page names the holder, for every certificate of an enrolment,
     * also those that ended. Nothing else of them changes, and none of their files.
     * @param isShown what the holder wants now: asked anew for each try, so that of two changes at
     * once the later one holds.
     */
    async showName(enrolmentId: string, isShown: () => Promise<boolean>): Promise<void> {
      for (const { id } of await allOf(enrolmentId)) {
        await compareAndSet(async () => {
          const current = await register.get(id);
          const nameShown = await isShown();
          if (current && current.nameShown !== nameShown) {
            await register.replace({ ...current, nameShown });
          }
        });
      }
    },

    /** Every certificate that is no longer valid, for the status lists. */
    async *ended(): AsyncIterable<Certificate> {
      yield* register.stream({ status: 'withdrawn' });
      yield* register.stream({ status: 'replaced' });
    },

    /** Erases a person's data: the files go, and the name unless it may be shown. Code, hash, dates
     * and status stay, so that a paper in someone's hands can still be checked. */
    async erase(enrolmentId: string): Promise<void> {
      for (const { id } of await allOf(enrolmentId)) {
        await files.remove({ id });
        await compareAndSet(async () => {
          const current = await register.get(id);
          if (!current) return;
          const { name, ...nameless } = current;
          if (name !== undefined && !nameless.nameShown) await register.replace(nameless);
        });
      }
    },
  };
}

const LATE = 'A corrected certificate was issued.';

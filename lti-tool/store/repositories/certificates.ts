import type { Certificate } from '../../domain/certificate';
import { DuplicateKey, type Collection } from '../collection';
import type { NewId } from '../new-id';

export type NewCertificate = Omit<Certificate, 'id' | 'version'>;
export type Certificates = ReturnType<typeof certificateRepository>;

export function certificateRepository(collection: Collection<Certificate>, newId: NewId) {
  async function ofEnrolment(enrolmentId: string): Promise<Certificate | undefined> {
    const { documents } = await collection.find({ enrolmentId });
    return documents[0];
  }

  return {
    ofEnrolment,

    /** Whether the enrolment has its certificate, without reading the file that comes with it. */
    async isIssuedTo(enrolmentId: string): Promise<boolean> {
      return (await collection.count({ enrolmentId })) > 0;
    },

    async byCode(code: string): Promise<Certificate | undefined> {
      const { documents } = await collection.find({ code });
      return documents[0];
    },

    /** Issues an enrolment's one certificate. However often, at once and from how many processes:
     * the first is the one that everybody gets.
     * @throws DuplicateKey when another enrolment's certificate has this code. */
    async issue(fields: NewCertificate): Promise<Certificate> {
      const first = await ofEnrolment(fields.enrolmentId);
      if (first) return first;
      try {
        return await collection.insert({ ...fields, id: newId() });
      } catch (error) {
        const winner =
          error instanceof DuplicateKey ? await ofEnrolment(fields.enrolmentId) : undefined;
        if (winner) return winner;
        throw error;
      }
    },
  };
}

import type { CredentialAddresses } from '../../certificate/credential/addresses';
import {
  achievement,
  type AchievementFacts,
  issuerProfile,
} from '../../certificate/credential/profile';
import { STATUS_LIST_TTL, statusListPayload } from '../../certificate/credential/status-list';
import { statusPlace } from '../../domain/certificate';
import type { Enrolment } from '../../domain/enrolment';
import type { Certificates } from '../../store/repositories/certificates';
import type { CredentialKeys, PublicJwk } from './keys';

/** What credentials refer to, for anyone, and the holder's own credential. */
export interface CredentialService {
  issuer(): Record<string, unknown>;
  /** undefined: there is no such edition. */
  achievement(editionId: string): Record<string, unknown> | undefined;
  keys(): Promise<readonly PublicJwk[]>;
  /** A signed status list. @param list 1-based; one in which nothing ended is empty, not absent. */
  statusList(list: number): Promise<string>;
  /** The credential of the enrolment's newest certificate; undefined: none. */
  credentialOf(enrolment: Enrolment): Promise<{ credential: string; code: string } | undefined>;
}

export interface CredentialDependencies {
  readonly certificates: Pick<Certificates, 'ended' | 'ofEnrolment' | 'file'>;
  readonly keys: Pick<CredentialKeys, 'sign' | 'published'>;
  readonly addresses: CredentialAddresses;
  /** Name of the organization that issues; empty: none has agreed to. */
  readonly issuer: string;
  readonly editions: readonly AchievementFacts[];
  readonly now: () => Date;
}

export function createCredentialService(dependencies: CredentialDependencies): CredentialService {
  const { certificates, keys, addresses, issuer, editions, now } = dependencies;
  /** The newest answer for each list: making one reads everything that ever ended. */
  const made = new Map<number, { at: number; list: Promise<string> }>();

  async function makeStatusList(list: number): Promise<string> {
    const positions: number[] = [];
    for await (const { statusIndex } of certificates.ended()) {
      const place = statusPlace(statusIndex);
      if (place.list === list) positions.push(place.position);
    }
    const own = { list: addresses.statusList(list), issuer: addresses.issuer };
    return keys.sign(statusListPayload(positions, own, now()));
  }

  return {
    issuer: () => issuerProfile(issuer, addresses.issuer),

    achievement(id) {
      const edition = editions.find(({ editionId }) => editionId === id);
      return edition && achievement(edition, addresses);
    },

    keys: () => keys.published(),

    async statusList(list) {
      const at = now().getTime();
      const known = made.get(list);
      if (known && at - known.at < STATUS_LIST_TTL) return known.list;
      const fresh = makeStatusList(list);
      made.set(list, { at, list: fresh });
      fresh.catch(() => made.delete(list));
      return fresh;
    },

    async credentialOf({ id }) {
      const certificate = await certificates.ofEnrolment(id);
      const file = certificate && (await certificates.file(certificate.id));
      return file && { credential: file.credential, code: certificate.code };
    },
  };
}

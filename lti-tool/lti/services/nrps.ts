import { type Member, type Memberships, NRPS_SCOPE, ServiceError } from '../port';
import type { ServiceCalls } from './call';
import { unreadable } from './failures';
import type { PlatformAnswer, PlatformRequest } from './http';
import { memberReader } from './member-reader';
import { nextPage, withMissing } from './urls';

/** NRPS 2.0 §2.2. Moodle compares it letter by letter, and answers nothing else of version 2. */
const MEDIA_TYPE = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';

/** More people than any course has; whoever lists more is not asked on. */
const MOST_PEOPLE = 20_000;
/** MOST_PEOPLE at the smallest page that is seen in the wild. */
const MOST_PAGES = 2_000;
/** One page may hold all 10,000 people of a course, with messages about each. */
const LIMITS = { maxBytes: 32 * 1_048_576, timeoutMs: 60_000 };

const REASONS: Readonly<Record<number, string>> = {
  401: 'The platform has not granted its list of people to the tool.',
  403: 'The platform does not let this tool read its list of people.',
  404: 'The platform does not have this list of people any more.',
};

/** Names and Role Provisioning Services 2.0, read page by page and person by person. */
export function createMemberships({ call, quirksOf }: ServiceCalls): Memberships {
  return {
    async list(registrationId, membershipsUrl, query = {}) {
      const { membersAPage } = await quirksOf(registrationId);
      const limit = membersAPage === undefined ? {} : { limit: String(membersAPage) };
      const people = new Map<string, Member>();
      const seen = new Set<string>();
      let url: string | undefined = withMissing(membershipsUrl, { ...query, ...limit });
      while (url !== undefined) {
        seen.add(url);
        const reader = memberReader((member) => people.set(member.userId, member));
        const request: PlatformRequest = {
          method: 'GET',
          url,
          headers: { Accept: MEDIA_TYPE },
          onPiece: reader.take,
          ...LIMITS,
        };
        const scope = NRPS_SCOPE;
        const answer = await call({ registrationId, scope, request, refusalOf: listRefusal });
        reader.finish();
        const next = nextPage(answer, url);
        // Moodle's next link forgets the role that was asked for.
        url = next === undefined ? undefined : withMissing(next, query);
        if (url !== undefined && (seen.has(url) || seen.size >= MOST_PAGES)) {
          throw unreadable(new Error('the pages of the list do not end'));
        }
        if (people.size > MOST_PEOPLE) throw tooMany();
      }
      return [...people.values()];
    },
  };
}

function listRefusal({ status }: PlatformAnswer): ServiceError {
  const reason = REASONS[status] ?? `The platform did not give its list (status ${status}).`;
  return new ServiceError('refused', reason);
}

function tooMany(): ServiceError {
  const reason = `The platform lists more than ${MOST_PEOPLE} people, which is more than this tool reads.`;
  return new ServiceError('refused', reason);
}

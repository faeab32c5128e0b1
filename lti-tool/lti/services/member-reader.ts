import { JSONParser } from '@streamparser/json';
import { z } from 'zod';
import type { Member } from '../port';
import { isTestPerson, toRole } from '../roles';
import { unreadable } from './failures';

/** Takes one membership container (NRPS 2.0 §2.2) as it arrives. */
export interface MemberReader {
  readonly take: (piece: Uint8Array) => void;
  /** @throws ServiceError when the container was cut short or was none. */
  finish(): void;
}

/** As at a launch: longer names are cut. */
const LONGEST_NAME = 500;

const MEMBERS = 'members:[';

const text = z.string().trim().optional().catch(undefined);

const member = z.object({
  // Half a surrogate pair becomes U+FFFD in a store, and two people would become one.
  user_id: z
    .union([z.string(), z.int().transform(String)])
    .refine((id) => id !== '' && id.length <= 255 && !/\p{Surrogate}/u.test(id)),
  status: text,
  roles: z.array(z.string()).max(200).catch([]),
  name: text,
  given_name: text,
  family_name: text,
});

/**
 * Reads a container member by member, so that a list of any length costs one person's memory, and
 * little time between two pieces. Somebody without a usable id is left out: nothing could be done
 * for them.
 */
export function memberReader(found: (member: Member) => void): MemberReader {
  let problem: Error | undefined;
  const parser = new JSONParser({ paths: ['$.members.*'], keepStack: false });
  // An empty list shows no member: only the marks before it tell it from an answer of another kind.
  let marks = '';
  parser.onToken = ({ value }) => {
    if (marks !== MEMBERS)
      marks =
        value === 'members'
          ? 'members'
          : marks && `${marks}${String(value)}`.slice(0, MEMBERS.length);
  };
  parser.onError = (error) => {
    problem ??= error;
  };
  parser.onValue = ({ value }) => {
    const read = member.safeParse(value);
    if (read.success) found(toMember(read.data));
  };
  return {
    take(piece) {
      if (!problem && !parser.isEnded) parser.write(piece);
    },
    finish() {
      if (problem || !parser.isEnded || marks !== MEMBERS) {
        throw unreadable(problem ?? new Error('no membership container'));
      }
    },
  };
}

function toMember(read: z.infer<typeof member>): Member {
  const full = [read.given_name, read.family_name].filter(Boolean).join(' ');
  const name = (read.name || full).slice(0, LONGEST_NAME);
  return {
    userId: read.user_id,
    role: toRole(read.roles),
    ...(isTestPerson(read.roles) && { testPerson: true }),
    ...(name && { name }),
    // §2.3: no status means active.
    isActive: read.status === undefined || read.status.toLowerCase() === 'active',
  };
}

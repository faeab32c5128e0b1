import type { ContextKey } from './context-key';
import type { Enrolment } from './enrolment';
import { left, returned } from './leaving';
import { isStaff, type Role } from './role';

/** Everyone whom the platform lists or has listed in one context. */
export interface Roster extends ContextKey {
  readonly id: string;
  readonly version: number;
  readonly members: readonly RosterMember[];
  /** When the platform gave its list; absent: never yet. */
  readonly refreshedAt?: Date;
  /** When it was asked last, whatever came of it. */
  readonly triedAt: Date;
  /** Why the last try failed, in plain words for a facilitator; absent: it did not. */
  readonly failure?: string;
}

export interface RosterMember {
  /** The platform's id of this person: the `sub` of their launches (NRPS 2.0 §2.2). */
  readonly subject: string;
  readonly role: Role;
  readonly name?: string;
  readonly testPerson?: boolean;
  /** Since when the platform has not listed this person; absent while it does. */
  readonly leftAt?: Date;
}

/** Somebody as a platform's list has them now. */
export interface ListedPerson {
  readonly userId: string;
  readonly role: Role;
  readonly name?: string;
  readonly testPerson?: boolean;
  readonly isActive: boolean;
}

/**
 * The members after a list was read whole. Who is not on it, or not active there, is marked and
 * stays; a name once given stays when a later list withholds it.
 */
export function membersAfter(
  before: readonly RosterMember[],
  listed: readonly ListedPerson[],
  now: Date,
): RosterMember[] {
  const known = new Map(before.map((member) => [member.subject, member]));
  const members = new Map<string, RosterMember>();
  for (const person of listed) {
    const { userId: subject, role, name = known.get(subject)?.name, testPerson, isActive } = person;
    const leftAt = isActive ? undefined : (known.get(subject)?.leftAt ?? now);
    members.set(subject, {
      subject,
      role,
      ...(name && { name }),
      ...(testPerson && { testPerson }),
      ...(leftAt && { leftAt }),
    });
  }
  for (const member of before) {
    if (!members.has(member.subject)) members.set(member.subject, { leftAt: now, ...member });
  }
  return [...members.values()];
}

/**
 * An enrolment after a list was read: what a launch said wins. Staff need not be on the list (Moodle
 * leaves its administrators out), nor who launched while it was read.
 * @param member this person on the list; undefined: not there.
 * @param asked when the platform was asked for it.
 * @returns the enrolment itself when the list says nothing new.
 */
export function asListed(
  enrolment: Enrolment,
  member: RosterMember | undefined,
  { asked, now }: { readonly asked: Date; readonly now: Date },
): Enrolment {
  const { launchedAt, name = member?.name } = enrolment;
  if (!member || member.leftAt) {
    const isHere = isStaff(enrolment.role) || (launchedAt !== undefined && launchedAt >= asked);
    return isHere ? enrolment : left(enrolment, now);
  }
  const role = launchedAt ? enrolment.role : member.role;
  const testPerson = enrolment.testPerson ?? member.testPerson;
  const isNews =
    role !== enrolment.role || name !== enrolment.name || testPerson !== enrolment.testPerson;
  const told = isNews
    ? { ...enrolment, role, ...(name && { name }), ...(testPerson && { testPerson }) }
    : enrolment;
  return returned(told, now);
}

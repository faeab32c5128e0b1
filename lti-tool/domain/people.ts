import type { Enrolment } from './enrolment';
import type { Role } from './role';
import type { Roster, RosterMember } from './roster';

/** Somebody of a context: enrolled here, listed by the platform, or both. */
export interface Person {
  /** The enrolment's id, or one made of the subject for who is only listed. */
  readonly id: string;
  readonly subject: string;
  readonly name?: string;
  readonly role: Role;
  readonly leftAt?: Date;
  /** Absent: listed by the platform, and nothing is recorded here. */
  readonly enrolment?: Enrolment;
}

const order = new Intl.Collator('en');

/** Everyone, by name, then by the platform's id for them. */
export function peopleOf(enrolments: readonly Enrolment[], roster: Roster | undefined): Person[] {
  const people = new Map<string, Person>();
  for (const member of roster?.members ?? []) people.set(member.subject, listedPerson(member));
  for (const enrolment of enrolments) {
    const { id, subject, role, leftAt, name = people.get(subject)?.name } = enrolment;
    const person = { id, subject, role, enrolment, ...(name && { name }) };
    people.set(subject, { ...person, ...(leftAt && { leftAt }) });
  }
  const label = ({ name, subject }: Person): string => name ?? subject;
  return [...people.values()].sort((a, b) => order.compare(label(a), label(b)));
}

/** Ids of enrolments hold no colon. */
export function memberId(subject: string): string {
  return `member:${Buffer.from(subject).toString('base64url')}`;
}

function listedPerson(member: RosterMember): Person {
  return { id: memberId(member.subject), ...member };
}

/** What someone is in the course, in Moodle's terms: student, teacher, non-editing teacher, admin. */
export type CourseRole = 'participant' | 'facilitator' | 'assistant' | 'administrator';

/** Someone who can sign in to the practice LMS. Everybody here is invented. */
export interface Person {
  /** Numeric string, as the user ids of a platform's database are. */
  readonly id: string;
  /** How the persona is picked, for example `asha`; also the username. */
  readonly handle: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly role: CourseRole;
  /** The privacy setting keeps name, e-mail and username from the tool. */
  readonly withheld: boolean;
}

const person = (
  id: string,
  handle: string,
  givenName: string,
  familyName: string,
  role: CourseRole = 'participant',
): Person => ({
  id,
  handle,
  givenName,
  familyName,
  email: `${handle}@practice.example`,
  role,
  withheld: false,
});

/** The personas of evaluation mode and of the journey tests. */
export const PEOPLE: readonly Person[] = [
  person('5', 'asha', 'Asha', 'Tamang'),
  person('6', 'bilal', 'Bilal Ahmed', 'Qureshi'),
  person('7', 'mei', 'Mei Ling', 'Tan'),
  person('8', 'somying', 'สมหญิง', 'แสงทอง'),
  { ...person('9', 'azamat', 'Azamat', 'Nurlanov'), withheld: true },
  person('3', 'dewi', 'Dewi', 'Kusuma', 'facilitator'),
  person('2', 'admin', 'Noor', 'Haidari', 'administrator'),
];

const GIVEN_NAMES = ['Aigul', 'Chea', 'Dorji', 'Fatima', 'Ishara', 'Ji-woo', 'Linh', 'Nurul'];
const FAMILY_NAMES = [
  'Abdullaev',
  'Bautista',
  'Chan',
  'Gurung',
  'Islam',
  'Maharjan',
  'Sok',
  'Vang',
];

/** Participants for a bigger course, from person1 on; the names repeat. */
export function inventedParticipants(count: number): readonly Person[] {
  return Array.from({ length: count }, (_none, index) => {
    const given = GIVEN_NAMES[index % GIVEN_NAMES.length] ?? '';
    const family = FAMILY_NAMES[Math.floor(index / GIVEN_NAMES.length) % FAMILY_NAMES.length] ?? '';
    return person(String(1001 + index), `person${index + 1}`, given, family);
  });
}

export function fullName(someone: Person): string {
  return `${someone.givenName} ${someone.familyName}`;
}

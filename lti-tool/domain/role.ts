/** The three roles of this training. Learner-like and unknown platform roles are Participants. */
export type Role = 'participant' | 'facilitator' | 'administrator';

/** Facilitators and administrators see other people's records and never receive a certificate. */
export function isStaff(role: Role): boolean {
  return role !== 'participant';
}

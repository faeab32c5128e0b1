import type { Person } from '../people';

/** Who may change a course: not an assistant. */
export function mayEdit({ role }: Person): boolean {
  return role === 'facilitator' || role === 'administrator';
}

import { createHash } from 'node:crypto';
import type { Person } from '../people';

/** An id that says nothing: 40 hexadecimal digits, the same for the same name. */
export function opaqueId(name: string): string {
  return createHash('sha1').update(`practice ${name}`).digest('hex');
}

/** A UUID (RFC 9562), the same for the same name. */
export function uuid(name: string): string {
  const hex = createHash('sha256').update(`practice ${name}`).digest('hex');
  const variant = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The `sub` of launches and `user_id` of memberships. */
export function ltiId(person: Person): string {
  return uuid(`user ${person.id}`);
}

/** The id of LTI 1.1, still sent beside the new one; `login_hint` too. */
export function legacyId(person: Person): string {
  return opaqueId(`user ${person.id}`);
}

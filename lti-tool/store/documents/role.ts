import type { Role } from '../../domain/role';

const ROLES: Readonly<Record<Role, true>> = {
  participant: true,
  facilitator: true,
  administrator: true,
};

/** The schema of a role, wherever a document has one. */
export const ROLE = { type: String, enum: Object.keys(ROLES), required: true };

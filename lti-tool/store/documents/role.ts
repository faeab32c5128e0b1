import type { Role } from '../../domain/role';

const EVERY_ROLE: Readonly<Record<Role, true>> = {
  participant: true,
  facilitator: true,
  administrator: true,
};

export const ROLES: readonly string[] = Object.keys(EVERY_ROLE);

/** The schema of a role, wherever a document has one. */
export const ROLE = { type: String, enum: ROLES, required: true };

import { randomBytes } from 'node:crypto';

export type NewId = () => string;

/** 144 random bits, base64url: 24 characters that nobody can guess. */
export const newId: NewId = () => randomBytes(18).toString('base64url');

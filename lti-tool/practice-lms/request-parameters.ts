import { text } from 'express';
import type { Request } from 'express';

/** Reads the body of a posted form as text, for formOf(). */
export const formBody = text({ type: 'application/x-www-form-urlencoded', limit: '64kb' });

/** The query as sent, whatever its names. */
export function queryOf(req: Request): URLSearchParams {
  return new URL(req.originalUrl, 'http://practice.invalid').searchParams;
}

/** The posted form; empty when there is none. */
export function formOf(req: Request): URLSearchParams {
  const body: unknown = req.body;
  return new URLSearchParams(typeof body === 'string' ? body : '');
}

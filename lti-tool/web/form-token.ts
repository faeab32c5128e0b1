import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { LaunchSession } from '../domain/launch-session';
import { AppError } from '../errors';
import { sentFormToken } from './sent-form';
import { type VisitSession, visitOf } from './visit';

/**
 * A token for the forms of one session. A fresh nonce makes each page's token look different, so
 * that compression gives nothing away. In a page session the session itself travels in it.
 */
export function formToken(session: VisitSession): string {
  if (session.pageToken !== undefined) return session.pageToken;
  const nonce = randomBytes(9).toString('base64url');
  return `${nonce}.${mac(session, nonce)}`;
}

/**
 * Refuses a POST whose form was not made for this session: another site's, or one left open in a
 * tab while another course was opened in this browser. Comes after requireVisit.
 */
export const requireFormToken: RequestHandler = (req, res, next) => {
  const { session } = visitOf(res);
  // A page session was found by the token of this very form.
  if (session.pageToken !== undefined) {
    next();
    return;
  }
  const [nonce, given] = sentFormToken(req)?.split('.') ?? [];
  if (!nonce || !given || !equal(given, mac(session, nonce))) {
    throw new AppError({
      id: 'form-expired',
      status: 403,
      userMessage: {
        title: 'This page is older than your visit',
        whatToDo:
          'Another activity or course was opened in this browser since this page was loaded. Open the activity from the course again; what was saved before is still there.',
      },
    });
  }
  next();
};

function mac(session: LaunchSession, nonce: string): string {
  return createHmac('sha256', session.formSecret).update(nonce).digest('base64url');
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

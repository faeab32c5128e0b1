import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Enrolment } from '../domain/enrolment';
import type { LaunchSession } from '../domain/launch-session';
import { isStaff } from '../domain/role';
import { AppError } from '../errors';
import { pageVisitOf } from './page-visits';
import type { SessionCookie } from './session-cookie';
import { rememberOrigin } from './way-back';

/** In a page session (no cookie), with the token that this answer's forms carry. */
export interface VisitSession extends LaunchSession {
  readonly pageToken?: string;
}

/** A person inside a launch session: who they are in this context. */
export interface Visit {
  readonly session: VisitSession;
  readonly enrolment: Enrolment;
}

const visits = new WeakMap<Response, Visit>();

/** For what every page shares; undefined outside a visit. */
export function visitIfAny(res: Response): Visit | undefined {
  return visits.get(res);
}

/** The visit that `requireVisit` found. @throws AppError session-missing */
export function visitOf(res: Response): Visit {
  const visit = visits.get(res);
  if (!visit) throw sessionMissing('the route is not behind requireVisit');
  return visit;
}

export interface VisitDependencies {
  readonly cookie: SessionCookie;
  readonly findSession: (id: string) => Promise<LaunchSession | undefined>;
  readonly findEnrolment: (id: string) => Promise<Enrolment | undefined>;
}

/** Lets only requests with a live launch session through. */
export function requireVisit(dependencies: VisitDependencies): RequestHandler {
  return async (req, res, next) => {
    const visit = await findVisit(dependencies, req);
    const pageToken = pageVisitOf(req)?.answerIn(res, visit.session);
    const session = { ...visit.session, ...(pageToken !== undefined && { pageToken }) };
    visits.set(res, { ...visit, session });
    rememberOrigin(res, session);
    next();
  };
}

/** Lets only facilitators and administrators of the context through. Comes after requireVisit. */
export const requireStaff: RequestHandler = (_req, res, next) => {
  if (!isStaff(visitOf(res).session.role)) {
    throw new AppError({
      id: 'not-allowed',
      status: 403,
      userMessage: {
        title: 'This page is for facilitators',
        whatToDo:
          'If you are a facilitator of this training, ask the administrator of your course to give you that role, then open the activity from the course again.',
      },
    });
  }
  next();
};

/** The store knows a session by its hash only, so that a copy of the store opens nothing. */
export function sessionKey(cookieValue: string): string {
  return createHash('sha256').update(cookieValue).digest('base64url');
}

async function findVisit(dependencies: VisitDependencies, req: Request): Promise<Visit> {
  const session = await dependencies.findSession(sessionIdOf(req, dependencies.cookie));
  if (!session) throw sessionMissing('the session is unknown or has expired');
  const enrolment = await dependencies.findEnrolment(session.enrolmentId);
  if (!enrolment) throw sessionMissing('the session has no enrolment');
  // Who lost the role keeps no rights in a window that is still open. (The newest launch counts.)
  if (isStaff(session.role) && !isStaff(enrolment.role)) {
    throw sessionMissing('the role of the session was taken away since');
  }
  return { session, enrolment };
}

/** A token in the page says which session it is of; a cookie may be that of another window. */
function sessionIdOf(req: Request, cookie: SessionCookie): string {
  const pageVisit = pageVisitOf(req);
  if (pageVisit) {
    if (pageVisit.sessionId === undefined) throw sessionMissing('the page token is too old');
    return pageVisit.sessionId;
  }
  const value = cookie.read(req);
  if (!value) throw sessionMissing('no session cookie');
  return sessionKey(value);
}

function sessionMissing(detail: string): AppError {
  return new AppError({
    id: 'session-missing',
    status: 401,
    userMessage: {
      title: 'Please open the activity from your course again',
      whatToDo:
        'This page opens only from the course, and a visit ends after some hours. Nothing that was saved is lost. Go back to the course and choose the activity there.',
    },
    detail,
  });
}

import type { Request, RequestHandler, Response } from 'express';
import type { LaunchSession } from '../domain/launch-session';
import { wantsJson } from './error-page';
import { looksLikePageToken, type PageTokens } from './page-tokens';
import { parseForm, sentFormToken } from './sent-form';
import { sendText } from './send-text';
import type { Templates } from './templates';

/** Header of an answer to a script: the token for its next request. */
const FRESH_TOKEN = 'Form-Token';

/** A request that came with a token of a page session. */
export interface PageVisit {
  /** Undefined: the token is not ours, or too old. */
  readonly sessionId: string | undefined;
  /** Makes the answer one of that session. @returns the token for the pages that follow. */
  answerIn(res: Response, session: LaunchSession): string;
}

const formParser: RequestHandler = parseForm;
const pageVisits = new WeakMap<Request, PageVisit>();

/** The page session that a request brought, if it brought one. */
export function pageVisitOf(req: Request): PageVisit | undefined {
  return pageVisits.get(req);
}

/**
 * Lets people stay whose browser keeps no cookie for us. Their pages send a token in the body of
 * every form; a link is sent as a form too, marked `view`, and is answered as the GET that it
 * stands for. Comes before every route.
 */
export function readPageVisits(tokens: PageTokens, showOnward: ShowOnward): RequestHandler[] {
  return [
    formParser,
    (req, _res, next) => {
      const token = sentFormToken(req);
      if (looksLikePageToken(token)) {
        pageVisits.set(req, {
          sessionId: tokens.read(token),
          answerIn(res, session) {
            const fresh = tokens.issue(session);
            if (wantsJson(req)) res.set(FRESH_TOKEN, fresh);
            // The address that a redirect leads to would be asked for without the token.
            res.redirect = (first: string | number, second?: string | number) => {
              const address = typeof first === 'string' ? first : second;
              showOnward(res, String(address), fresh);
            };
            return fresh;
          },
        });
        if (isView(req.body)) req.method = 'GET';
      }
      next();
    },
  ];
}

/** Sends a page that goes on by itself to an address of ours, with the token. */
export type ShowOnward = (res: Response, path: string, token: string) => void;

export function onwardShower(templates: Templates): ShowOnward {
  return (res, path, formToken) => {
    const title = 'Opening the page';
    const html = templates.page(
      'launch/onward',
      { path, formToken },
      { title, scripts: ['go-on.js'] },
    );
    res.status(200).set('Cache-Control', 'no-store');
    sendText(res, 'html', html);
  };
}

function isView(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'view' in body;
}

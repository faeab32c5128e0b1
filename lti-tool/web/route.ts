import type { RequestHandler, Router } from 'express';
import { AppError } from '../errors';
import { requireFormToken } from './form-token';
import { parseForm } from './sent-form';

export interface RouteOptions {
  /** Run in order before the handler, and before the 405 of a method that the route lacks. */
  readonly guards: readonly RequestHandler[];
  readonly get?: RequestHandler;
  /** Gets a parsed form (at most 200 kB, 2,000 fields) whose form token was checked. */
  readonly post?: RequestHandler;
  /** For the few forms outside a session (a public look-up that changes nothing). */
  readonly withoutFormToken?: true;
}

/** Adds one path to a router; every form is checked and every other method is answered with 405. */
export function route(router: Router, path: string, options: RouteOptions): void {
  const { guards, get, post } = options;
  const entry = router.route(path);
  if (get) entry.get(...guards, get);
  if (post) {
    const check = options.withoutFormToken ? [] : [requireFormToken];
    entry.post(...guards, parseForm, ...check, post);
  }
  entry.all(...guards, refuseMethod([get && 'GET, HEAD', post && 'POST']));
}

function refuseMethod(methods: readonly (string | undefined)[]): RequestHandler {
  return (_req, res) => {
    res.set('Allow', methods.filter((method) => method !== undefined).join(', '));
    throw new AppError({
      id: 'method-not-allowed',
      status: 405,
      userMessage: {
        title: 'This address cannot be used in that way',
        whatToDo: 'Go back, and use the links and buttons of the page.',
      },
    });
  };
}

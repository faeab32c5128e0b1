import type { Response } from 'express';
import { isStaff } from '../domain/role';
import { ADMIN, CERTIFICATES, OUTLINE, PROGRESS, ROSTER, SCORES } from './paths';
import { sendText } from './send-text';
import type { Templates } from './templates';
import { type Visit, visitIfAny } from './visit';
import { originOf, placeInWords, wayBack } from './way-back';

export interface PageToShow {
  /** Below views/pages, without extension. */
  readonly page: string;
  readonly model: object;
  readonly title: string;
  readonly scripts?: readonly string[];
  /** 200 unless told. */
  readonly status?: number;
}

/** Sends a page with the navigation that fits the person. Pages of a visit are never cached. */
export type ShowPage = (res: Response, page: PageToShow) => void;

export function pageShower(templates: Templates): ShowPage {
  return (res, { page, model, title, scripts = [], status = 200 }) => {
    const visit = visitIfAny(res);
    const origin = originOf(res);
    const html = templates.page(page, model, {
      title,
      scripts,
      // Whoever chooses activities for a course leaves by the choice: a link would lose it.
      ...(visit && !visit.session.deepLinking && { navigation: navigation(visit, res.req.path) }),
      ...(origin && {
        place: placeInWords(origin),
        back: wayBack(origin, { lti_msg: LEFT }),
        locale: origin.locale,
      }),
      pageToken: visit?.session.pageToken,
      isView: res.req.method === 'GET',
    });
    res.status(status).set('Cache-Control', visit?.session.pageToken ? FOR_GOING_BACK : 'no-store');
    sendText(res, 'html', html);
  };
}

/**
 * A page that came by POST is only shown again by the Back button where the browser may keep it. (It
 * is kept under that very POST, which nothing else can repeat.)
 */
const FOR_GOING_BACK = 'private, no-cache';

/** What the platform may show to somebody who comes back. */
const LEFT = 'You have left the training. What was saved there is kept.';

function navigation(
  visit: Visit,
  path: string,
): { href: string; label: string; current: boolean }[] {
  const links = [
    { href: PROGRESS, label: 'My progress' },
    { href: OUTLINE, label: 'Programme' },
    ...(isStaff(visit.session.role) ? [{ href: ROSTER, label: 'People' }] : []),
    ...(isStaff(visit.session.role) ? [{ href: SCORES, label: 'Scores' }] : []),
    ...(isStaff(visit.session.role) ? [{ href: CERTIFICATES, label: 'Certificates' }] : []),
    ...(visit.session.role === 'administrator' ? [{ href: ADMIN, label: 'Administration' }] : []),
  ];
  return links.map((link) => ({ ...link, current: link.href === path }));
}

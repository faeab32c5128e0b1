import type { Response } from 'express';
import { isStaff } from '../domain/role';
import { OUTLINE, PROGRESS, SCORES } from './paths';
import { sendText } from './send-text';
import type { Templates } from './templates';
import { visitIfAny } from './visit';

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
    const html = templates.page(page, model, { title, scripts, navigation: navigation(res) });
    res.status(status).set('Cache-Control', 'no-store');
    sendText(res, 'html', html);
  };
}

function navigation(res: Response): { href: string; label: string; current: boolean }[] {
  const visit = visitIfAny(res);
  if (!visit) return [];
  const links = [
    { href: PROGRESS, label: 'My progress' },
    { href: OUTLINE, label: 'Programme' },
    ...(isStaff(visit.session.role) ? [{ href: SCORES, label: 'Scores' }] : []),
  ];
  return links.map((link) => ({ ...link, current: link.href === res.req.path }));
}

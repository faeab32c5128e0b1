import { Router } from 'express';
import type { Request } from 'express';
import { asEditor } from './as-editor';
import { resultPage } from './pages/result-page';
import type { Cell } from './pages/result-page';
import { reviewPage } from './pages/review-page';
import { formBody, formOf } from './request-parameters';
import type { Site } from './site';

/** What a facilitator does with one result: enter another, remove it, look at the work itself. */
export function gradingRoutes(site: Site): Router {
  const router = Router();
  router.get(
    '/gradebook/:item/:participant',
    asEditor(site, (req, res, person) => {
      const cell = cellOf(site, req);
      if (cell) res.send(resultPage(site, person, cell));
      return cell !== undefined;
    }),
  );
  router.post(
    '/gradebook/:item/:participant',
    formBody,
    asEditor(site, (req, res, person) => {
      const cell = cellOf(site, req);
      if (!cell) return false;
      const value = formOf(req).get('score')?.trim() ?? '';
      const score = readScore(value, cell.item.scoreMaximum);
      if (score === undefined) {
        const message = `Enter a number from 0 to ${cell.item.scoreMaximum}.`;
        res.status(400).send(resultPage(site, person, cell, { value, message }));
        return true;
      }
      const { item, participant } = cell;
      site.gradebook.regrade({ item, userId: participant.id, score, now: site.now() });
      res.redirect(303, req.path);
      return true;
    }),
  );
  router.post(
    '/gradebook/:item/:participant/removal',
    formBody,
    asEditor(site, (req, res) => {
      const cell = cellOf(site, req);
      if (!cell) return false;
      if (cell.grade) site.gradebook.clear(cell.grade, site.now());
      res.redirect(303, `/gradebook/${cell.item.id}/${cell.participant.handle}`);
      return true;
    }),
  );
  router.get(
    '/gradebook/:item/:participant/review',
    asEditor(site, (req, res, person) => {
      const cell = cellOf(site, req);
      if (!cell?.link || !cell.item.submissionReview) return false;
      res.send(reviewPage(person, { participant: cell.participant, link: cell.link }));
      return true;
    }),
  );
  return router;
}

function cellOf(site: Site, { params }: Request): Cell | undefined {
  const item = site.gradebook.lineItem(Number(params['item']));
  const participant = site.person(String(params['participant']));
  if (!item || participant?.role !== 'participant') return undefined;
  const link = site.courses.links.find(
    ({ resourceLinkId }) => resourceLinkId === item.resourceLinkId,
  );
  return { item, participant, link, grade: site.gradebook.grade(item.id, participant.id) };
}

/** @returns undefined unless it is a number of the line item's scale. */
function readScore(text: string, maximum: number): number | undefined {
  const score = /^\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : NaN;
  return score <= maximum ? score : undefined;
}

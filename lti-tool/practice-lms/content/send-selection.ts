import { randomBytes } from 'node:crypto';
import type { Response } from 'express';
import { selectionPage } from '../pages/selection-page';
import type { Site } from '../site';
import type { Returned } from './selection';

/** Keeps what was chosen until the facilitator adds it, and shows it in the frame. */
export function sendSelection(site: Site, res: Response, returned: Returned): void {
  const { person, course, activities } = returned;
  const id = randomBytes(16).toString('hex');
  if (activities.length > 0) {
    site.selections.keep(id, { courseId: course.id, userId: person.id, activities });
  }
  res.send(selectionPage(site, returned, id));
}

import { randomBytes } from 'node:crypto';
import type { Response } from 'express';
import type { Course } from '../course';
import { selectionPage } from '../pages/selection-page';
import type { Person } from '../people';
import type { Site } from '../site';
import type { ContentResponse } from './response';
import type { Selection } from './selection';

/** What came back from a content chooser, checked. */
export interface Returned {
  readonly person: Person;
  readonly course: Course;
  readonly activities: Selection['activities'];
  readonly response: Pick<ContentResponse, 'message' | 'error'> | undefined;
  /** Titles of items that the platform does not take, each with its reason. */
  readonly rejected: readonly string[];
}

/** Keeps what was chosen until the facilitator adds it, and shows it in the frame. */
export function sendSelection(site: Site, res: Response, returned: Returned): void {
  const { person, course, activities } = returned;
  const id = randomBytes(16).toString('hex');
  if (activities.length > 0) {
    site.selections.keep(id, { courseId: course.id, userId: person.id, activities });
  }
  res.send(selectionPage(site, returned, id));
}

import type { Link } from './course';
import type { Opening } from './opening';
import type { Site } from './site';

/**
 * The review of what someone has done in an activity (LTI Submission Review 1.0).
 * @param handle of a participant.
 * @returns undefined where the activity's line item offers none.
 */
export function reviewOf(site: Site, link: Link, handle: string): Opening['review'] | undefined {
  const of = site.person(handle);
  const settings = site
    .lineItemsOf(link)
    .find(({ submissionReview }) => submissionReview)?.submissionReview;
  return settings && of?.role === 'participant' ? { of, settings } : undefined;
}

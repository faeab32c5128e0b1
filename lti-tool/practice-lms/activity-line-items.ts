import type { Link } from './course';
import type { Gradebook } from './gradebook';

/** Gives a graded activity its line item, or brings the one of before up to date. */
export function addLineItem(gradebook: Gradebook, link: Link): void {
  if (link.scoreMaximum === undefined) return;
  const item = {
    kind: 'activity' as const,
    courseId: link.courseId,
    clientId: link.clientId,
    label: link.title,
    scoreMaximum: link.scoreMaximum,
    resourceId: link.resourceId ?? link.id,
    tag: link.tag ?? '',
    resourceLinkId: link.resourceLinkId,
    ...(link.submissionReview && { submissionReview: link.submissionReview }),
  };
  const before = gradebook.state.lineItems.find(
    ({ kind, resourceLinkId }) => kind === 'activity' && resourceLinkId === link.resourceLinkId,
  );
  if (before) gradebook.replace({ ...item, id: before.id });
  else gradebook.add(item);
}

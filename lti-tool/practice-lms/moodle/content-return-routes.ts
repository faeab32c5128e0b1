import { Router } from 'express';
import { mayEdit } from '../content/may-edit';
import { readResponse } from '../content/response';
import type { ContentItem } from '../content/response';
import { sendSelection } from '../content/send-selection';
import type { AddedActivity } from '../course';
import { errorPage, selfPostingForm } from '../pages/layout';
import { formBody, formOf, queryOf } from '../request-parameters';
import { signedIn } from '../signed-in';
import type { Site } from '../site';
import type { Tool } from '../tools';
import { BadSignature, checkSignature } from './tool-signature';

/** contentitem_return.php. */
export function contentReturnRoutes(site: Site): Router {
  const { contentReturn } = site.profile.paths;
  const router = Router();
  router.post(contentReturn, formBody, async (req, res) => {
    const query = queryOf(req);
    const form = formOf(req);
    const token = form.get('JWT') ?? '';
    const person = signedIn(site, req);
    // Its cookie does not come with a post from another site: once more, from its own page.
    if (!form.has('repost')) {
      const again = { name: 'autopostme', action: req.originalUrl };
      res.send(selfPostingForm(again, { JWT: token, repost: 'true' }));
      return;
    }
    if (!person) {
      res.redirect(303, '/');
      return;
    }
    const tool = site.tools.active.find(({ deploymentId }) => deploymentId === query.get('id'));
    const course = site.courses.course(query.get('course') ?? '');
    const mayAdd = mayEdit(person) && query.get('sesskey') === site.sessionKey(person);
    const problem = tool && course && mayAdd && (await problemOf(site, tool, token));
    if (!tool || !course || problem !== undefined) {
      const title = `Exception - ${problem || 'You cannot add activities here'}`;
      res.status(404).send(errorPage(title, 'Nothing was added to the course.'));
      return;
    }
    const response = readResponse(token);
    const activities = (response?.items ?? []).map((item) => ({
      courseId: course.id,
      clientId: tool.clientId,
      ...activityOf(tool, item),
    }));
    sendSelection(site, res, { person, course, activities, response, rejected: [] });
  });
  return router;
}

/** @returns Moodle's words for what is wrong with a response. */
async function problemOf(site: Site, tool: Tool, token: string): Promise<string | undefined> {
  try {
    await checkSignature(site, tool, token);
  } catch (error) {
    if (error instanceof BadSignature) return error.message;
    throw error;
  }
  const response = readResponse(token);
  return response?.issuer === tool.clientId ? undefined : 'Consumer key is incorrect.';
}

/**
 * The activity that Moodle makes of an item, whatever its type (recorded). Its column takes the
 * title, not the line item's label; name and e-mail address are withheld under delegated privacy.
 */
function activityOf(
  tool: Tool,
  item: ContentItem,
): Omit<AddedActivity, 'id' | 'courseId' | 'clientId'> {
  const { title = tool.name, url = tool.targetLinkUri, text, custom, lineItem } = item;
  const { scoreMaximum } = lineItem ?? {};
  return {
    title,
    section: 'General',
    url,
    ...(text !== undefined && { text }),
    ...(custom && { custom }),
    ...(scoreMaximum !== undefined && scoreMaximum > 0 && { scoreMaximum }),
    resourceId: lineItem?.resourceId ?? '',
    tag: lineItem?.tag ?? '',
    ...(lineItem?.submissionReview && { submissionReview: lineItem.submissionReview }),
    ...(item.window && { presentation: 'window' as const }),
    ...(item.iframe && { presentation: 'iframe' as const }),
    sharesIdentity: false,
  };
}

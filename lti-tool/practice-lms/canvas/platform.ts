import type { Platform } from '../platform';
import { assignmentPage, style } from './assignment-page';
import { authenticationRoutes } from './authentication-routes';
import { FRAME_RESIZE, FRAME_RESIZE_PATH } from './frame-resize';
import { legacyId } from './ids';
import { issueHint } from './message-hint';
import { canvasProfile } from './profile';
import { answerService, resourceAt } from './services/dispatch';
import { answerToken } from './token-endpoint';

/** Hosted Canvas, as its sources and documentation have it; none was at hand to record. */
export const canvas: Platform = {
  name: 'Canvas',
  profile: canvasProfile,
  beginLaunch: (site, person, { link, target }) => ({
    iss: canvasProfile.issuer(site.baseUrl),
    login_hint: legacyId(person),
    client_id: canvasProfile.clientId,
    deployment_id: canvasProfile.deploymentId,
    target_link_uri: site.tool.targetLinkUri(link.id),
    lti_message_hint: issueHint(site, { link, target, userId: person.id }),
    canvas_environment: 'prod',
    canvas_region: 'us-east-1',
  }),
  authenticationRoutes,
  answerToken,
  services: { nameAt: (path) => resourceAt(path)?.name, answer: answerService },
  activityPage: assignmentPage,
  style,
  scripts: { [FRAME_RESIZE_PATH]: FRAME_RESIZE },
};

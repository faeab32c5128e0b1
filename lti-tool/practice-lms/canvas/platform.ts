import { randomUUID } from 'node:crypto';
import type { Platform } from '../platform';
import { signRegistrationToken } from '../registration/token';
import { assignmentPage, style } from './assignment-page';
import { authenticationRoutes } from './authentication-routes';
import { contentReturnRoutes } from './content-return-routes';
import { legacyId } from './ids';
import { issueHint } from './message-hint';
import { CONTENT_PLACEMENTS, COURSE_NAVIGATION } from './placements';
import { MESSAGES, MESSAGES_PATH, STORAGE_FRAME, STORAGE_PATH } from './post-messages';
import { canvasProfile } from './profile';
import { registrationRoutes } from './registration-routes';
import { answerService, resourceAt } from './services/dispatch';
import { answerToken } from './token-endpoint';

/** Hosted Canvas, as its sources and documentation have it; none was at hand to record. */
export const canvas: Platform = {
  name: 'Canvas',
  profile: canvasProfile,
  beginLaunch(site, person, opening) {
    const { tool, link } = opening;
    return {
      iss: site.issuerFor(tool),
      login_hint: legacyId(person),
      client_id: tool.clientId,
      deployment_id: tool.deploymentId,
      target_link_uri: (link ? site.targetOf(link) : tool.contentUrl) ?? tool.targetLinkUri,
      lti_message_hint: issueHint(site, { ...opening, userId: person.id }),
      lti_storage_target: STORAGE_FRAME,
      canvas_environment: 'prod',
      canvas_region: 'us-east-1',
    };
  },
  authenticationRoutes,
  answerToken,
  registrationRoutes,
  registrationToken: (site) =>
    signRegistrationToken(site, {
      sub: canvasProfile.newClientId(),
      scope: 'reg',
      uuid: randomUUID(),
      initiated_at: site.now().toISOString(),
      root_account_global_id: 10_000_000_000_001,
    }),
  contentReturnRoutes,
  added: () => Promise.resolve(),
  contentPlaces: Object.entries(CONTENT_PLACEMENTS).map(([placement, { label }]) => ({
    placement,
    label,
  })),
  contentFrame: { width: 800, height: 600 },
  approval: 'confirm',
  services: { nameAt: (path) => resourceAt(path)?.name, answer: answerService },
  activityPage: assignmentPage,
  navigation(course, tool) {
    if (!tool.placements.includes(COURSE_NAVIGATION)) return undefined;
    return {
      id: tool.clientId,
      title: tool.name,
      section: 'Course navigation',
      courseId: course.id,
      clientId: tool.clientId,
      resourceLinkId: canvasProfile.contextId(course.id),
      moduleId: 0,
      url: tool.targetLinkUri,
    };
  },
  countsAttempts: true,
  framePage: { script: MESSAGES_PATH, storageFrame: STORAGE_PATH },
  style,
  scripts: { [MESSAGES_PATH]: MESSAGES },
};

import { randomInt } from 'node:crypto';
import type { Platform } from '../platform';
import { activityPage, style } from './activity-page';
import { authenticationRoutes } from './authentication-routes';
import { moodleProfile } from './profile';
import { answerService, resourceAt } from './services/dispatch';
import { answerToken } from './token-endpoint';

/** Moodle 4.2, as recorded. */
export const moodle: Platform = {
  name: 'Moodle',
  profile: moodleProfile,
  beginLaunch(site, person, { link, target }) {
    const launchid = `ltilaunch${link.resourceLinkId}_${randomInt(2 ** 31)}`;
    site.launches.begin(launchid, { link, target, userId: person.id });
    return {
      iss: moodleProfile.issuer(site.baseUrl),
      target_link_uri: site.tool.targetLinkUri(link.id),
      login_hint: person.id,
      lti_message_hint: JSON.stringify({ cmid: link.moduleId, launchid }),
      client_id: moodleProfile.clientId,
      lti_deployment_id: moodleProfile.deploymentId,
    };
  },
  authenticationRoutes,
  answerToken,
  services: { nameAt: (path) => resourceAt(path)?.name, answer: answerService },
  activityPage,
  style,
  scripts: {},
};

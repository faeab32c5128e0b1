import { randomInt } from 'node:crypto';
import type { Platform } from '../platform';
import { signRegistrationToken } from '../registration/token';
import { activityPage, style } from './activity-page';
import { authenticationRoutes } from './authentication-routes';
import { contentReturnRoutes } from './content-return-routes';
import { moodleProfile } from './profile';
import { registrationRoutes } from './registration-routes';
import { answerService, resourceAt } from './services/dispatch';
import { targetOf } from './target';
import { answerToken } from './token-endpoint';

/** Moodle 4.2, as recorded. */
export const moodle: Platform = {
  name: 'Moodle',
  profile: moodleProfile,
  beginLaunch(site, person, opening) {
    const { tool, link } = opening;
    const purpose = link ? `${link.resourceLinkId}_` : '_ContentItemSelectionRequest';
    const launchid = `ltilaunch${purpose}${randomInt(2 ** 31)}`;
    site.launches.keep(launchid, { ...opening, userId: person.id });
    return {
      iss: site.issuerFor(tool),
      target_link_uri: targetOf(site, opening),
      login_hint: person.id,
      lti_message_hint: JSON.stringify({ ...(link && { cmid: link.moduleId }), launchid }),
      client_id: tool.clientId,
      lti_deployment_id: tool.deploymentId,
    };
  },
  authenticationRoutes,
  answerToken,
  registrationRoutes,
  registrationToken: (site) =>
    signRegistrationToken(site, { sub: moodleProfile.newClientId(), scope: 'reg' }),
  contentReturnRoutes,
  async added(site, links) {
    // Moodle looks whether the address has a cartridge; whatever comes back, the activity is saved.
    await Promise.allSettled(links.map((link) => site.callTool(site.targetOf(link))));
  },
  contentPlaces: [{ placement: 'ContentArea', label: 'Select content' }],
  contentFrame: { width: 770, height: 578 },
  approval: 'activate',
  services: { nameAt: (path) => resourceAt(path)?.name, answer: answerService },
  activityPage,
  navigation: () => undefined,
  countsAttempts: false,
  framePage: {},
  style,
  scripts: {},
};

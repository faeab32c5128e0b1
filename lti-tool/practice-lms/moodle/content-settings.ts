import type { OpenLaunch } from '../opening';
import type { Person } from '../people';
import type { Site } from '../site';

/** What the content chooser may send back (Deep Linking 2.0 §4.4.1); recorded: no `data`. */
export function deepLinkingSettings(
  site: Site,
  person: Person,
  { tool, course }: OpenLaunch,
): object {
  const back = new URLSearchParams({
    course: course.id,
    id: tool.deploymentId,
    sesskey: site.sessionKey(person),
  });
  return {
    'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings': {
      accept_types: ['ltiResourceLink'],
      accept_presentation_document_targets: ['frame', 'iframe', 'window'],
      accept_copy_advice: false,
      accept_multiple: true,
      accept_unsigned: false,
      auto_create: false,
      can_confirm: false,
      deep_link_return_url: `${site.baseUrl}${site.profile.paths.contentReturn}?${back.toString()}`,
      title: tool.name,
      text: '',
    },
  };
}

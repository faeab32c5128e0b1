import type { ToolDescription } from './tool';

/**
 * Moodle's messages: activities that are launched, and the content chooser (`ContentArea`) that
 * adds them. Moodle shares name and e-mail when the claims ask for them, and makes every grade
 * service available when the `lineitem` scope is asked for.
 */
export function moodleMessages({ contentUrl, name }: ToolDescription): readonly object[] {
  return [
    { type: 'LtiResourceLinkRequest' },
    {
      type: 'LtiDeepLinkingRequest',
      target_link_uri: contentUrl,
      label: name,
      placements: ['ContentArea'],
    },
  ];
}

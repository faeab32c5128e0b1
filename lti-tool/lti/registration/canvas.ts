import type { ToolDescription } from './tool';

const CANVAS = 'https://canvas.instructure.com/lti';

/** Where teachers choose activities: for an assignment, for a module, and many for all modules. */
export const CANVAS_CONTENT_PLACEMENTS = [
  'assignment_selection',
  'link_selection',
  'module_index_menu_modal',
] as const;

/** Canvas asks for `public` where a tool wants names and e-mail addresses; `anonymous` is its own. */
export const canvasToolExtensions = { [`${CANVAS}/privacy_level`]: 'public' } as const;

/** Canvas's messages, each with the places of its interface where it is offered. */
export function canvasMessages(tool: ToolDescription): readonly object[] {
  const shown = { label: tool.name, icon_uri: tool.iconUrl };
  return [
    {
      type: 'LtiResourceLinkRequest',
      target_link_uri: `${tool.baseUrl}/`,
      ...shown,
      placements: ['course_navigation'],
      [`${CANVAS}/course_navigation/default_enabled`]: true,
      [`${CANVAS}/visibility`]: 'members',
    },
    {
      type: 'LtiDeepLinkingRequest',
      target_link_uri: tool.contentUrl,
      ...shown,
      placements: CANVAS_CONTENT_PLACEMENTS,
      [`${CANVAS}/launch_width`]: 800,
      [`${CANVAS}/launch_height`]: 640,
    },
  ];
}

import { CANVAS_CONTENT_PLACEMENTS } from './canvas';
import { type ToolDescription, WANTED_SCOPES } from './tool';

/** Pixels that Canvas gives the window in which teachers choose activities. */
const CHOOSER = { selection_width: 800, selection_height: 640 } as const;

/**
 * The JSON that a Canvas administrator pastes, or names the address of, when making an LTI key by
 * hand (Canvas, "Anatomy of a JSON configuration"; its lib/schemas/lti_configuration.rb). It holds
 * nothing secret. Canvas asks for the redirect URI apart from it.
 */
export function canvasKey({ baseUrl, name, description, contentUrl, iconUrl }: ToolDescription) {
  const shown = { text: name, icon_url: iconUrl };
  return {
    title: name,
    description,
    target_link_uri: `${baseUrl}/`,
    oidc_initiation_url: `${baseUrl}/lti/login`,
    public_jwk_url: `${baseUrl}/lti/keys`,
    scopes: WANTED_SCOPES,
    extensions: [
      {
        platform: 'canvas.instructure.com',
        domain: new URL(baseUrl).host,
        tool_id: new URL(baseUrl).host,
        privacy_level: 'public',
        settings: {
          ...shown,
          placements: [
            {
              ...shown,
              placement: 'course_navigation',
              message_type: 'LtiResourceLinkRequest',
              target_link_uri: `${baseUrl}/`,
              default: 'enabled',
              visibility: 'members',
            },
            ...CANVAS_CONTENT_PLACEMENTS.map((placement) => ({
              ...shown,
              placement,
              message_type: 'LtiDeepLinkingRequest',
              target_link_uri: contentUrl,
              ...CHOOSER,
            })),
          ],
        },
      },
    ],
    custom_fields: {},
  };
}

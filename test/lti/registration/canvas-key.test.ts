import { z } from 'zod';

import { canvasKey } from '../../../lti-tool/lti/registration/canvas-key';
import { WANTED_SCOPES } from '../../../lti-tool/lti/registration/tool';

const url = z.url({ protocol: /^https$/ });
const placement = z.strictObject({
  placement: z.enum([
    'assignment_selection',
    'course_navigation',
    'link_selection',
    'module_index_menu_modal',
  ]),
  message_type: z.enum(['LtiDeepLinkingRequest', 'LtiResourceLinkRequest']),
  target_link_uri: url,
  text: z.string(),
  icon_url: url,
  selection_width: z.number().optional(),
  selection_height: z.number().optional(),
  default: z.enum(['enabled', 'disabled']).optional(),
  visibility: z.enum(['admins', 'members', 'public']).optional(),
});

/** What Canvas takes of a key's JSON (its lib/schemas/lti_configuration.rb), no more. */
const schema = z.strictObject({
  title: z.string().min(1),
  description: z.string().min(1),
  target_link_uri: url,
  oidc_initiation_url: url,
  public_jwk_url: url,
  scopes: z.array(url),
  extensions: z.tuple([
    z.strictObject({
      platform: z.literal('canvas.instructure.com'),
      domain: z.string(),
      tool_id: z.string(),
      privacy_level: z.enum(['anonymous', 'name_only', 'email_only', 'public']),
      settings: z.strictObject({
        text: z.string(),
        icon_url: url,
        placements: z.array(placement),
      }),
    }),
  ]),
  custom_fields: z.strictObject({}),
});

const key = schema.parse(
  canvasKey({
    baseUrl: 'https://training.example.org',
    name: 'Training',
    description: 'A training',
    contentUrl: 'https://training.example.org/choose',
    iconUrl: 'https://training.example.org/icon.svg',
  }),
);
const [extension] = key.extensions;

test('Canvas is told where everything is, and what is asked for', () => {
  expect(key).toMatchObject({
    target_link_uri: 'https://training.example.org/',
    oidc_initiation_url: 'https://training.example.org/lti/login',
    public_jwk_url: 'https://training.example.org/lti/keys',
    scopes: WANTED_SCOPES,
  });
  expect(extension).toMatchObject({ domain: 'training.example.org', privacy_level: 'public' });
});

test('teachers choose activities by Deep Linking, and members open the training from the menu', () => {
  const offered = extension.settings.placements.map((one) => [
    one.placement,
    one.message_type,
    one.target_link_uri,
  ]);
  const choose = ['LtiDeepLinkingRequest', 'https://training.example.org/choose'];
  expect(offered).toEqual([
    ['course_navigation', 'LtiResourceLinkRequest', 'https://training.example.org/'],
    ['assignment_selection', ...choose],
    ['link_selection', ...choose],
    ['module_index_menu_modal', ...choose],
  ]);
  expect(extension.settings.placements[0]).toMatchObject({
    default: 'enabled',
    visibility: 'members',
  });
});

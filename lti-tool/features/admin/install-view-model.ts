import { CANVAS_KEY, HOME, INSTALL, INSTALL_PLATFORM } from '../../web/paths';
import type { FormError, Link } from '../../web/view';
import { errorOf, errorsOf, platformFields, type TextField } from './platform-form';
import { INVITATION } from './install-service';
import { type FieldProblem, PLATFORM_FIELDS, type PlatformDraft } from './platform-values';

/** One field of a platform's own form. */
export interface Setting {
  /** The field's name there. */
  readonly field: string;
  readonly value: string;
  /** A text to paste, not something to choose. */
  readonly isCopied: boolean;
}

/** pages/admin/install */
export interface InstallPageModel {
  readonly title: string;
  readonly moodle: readonly Setting[];
  /** What Canvas asks for apart from the key. */
  readonly canvas: readonly Setting[];
  /** The JSON of the Canvas key, for those who paste it. */
  readonly canvasKey: string;
  readonly enterValues: string;
}

/** pages/admin/connect */
export interface ConnectPageModel {
  readonly crumbs: readonly Link[];
  readonly errors: readonly FormError[];
  readonly action: string;
  readonly invitation: TextField;
  readonly fields: readonly TextField[];
}

/** pages/admin/connected */
export interface ConnectedPageModel {
  readonly platform: string;
}

/** What a platform's administrator has to know of this tool. Nothing of it is secret. */
export interface ToolFacts {
  readonly baseUrl: string;
  readonly name: string;
  readonly description: string;
  readonly contentUrl: string;
  readonly iconUrl: string;
}

/** @param canvasKey what `/lti/canvas.json` answers. */
export function installPageModel(tool: ToolFacts, canvasKey: object): InstallPageModel {
  return {
    title: 'Install this training',
    moodle: moodleSettings(tool),
    canvas: [
      copied('Redirect URIs', `${tool.baseUrl}/lti/launch`),
      copied('JSON URL', `${tool.baseUrl}${CANVAS_KEY}`),
    ],
    canvasKey: JSON.stringify(canvasKey, undefined, 2),
    enterValues: INSTALL_PLATFORM,
  };
}

/**
 * Moodle's form "External tool configuration" from top to bottom, as in 4.1 to 5.x (its language
 * files mod/lti, ltiservice_gradebookservices, ltiservice_memberships).
 */
function moodleSettings({ baseUrl, name, description, contentUrl, iconUrl }: ToolFacts): Setting[] {
  return [
    copied('Tool name', name),
    copied('Tool URL', `${baseUrl}/`),
    copied('Tool description', description),
    chosen('LTI version', 'LTI 1.3'),
    chosen('Public key type', 'Keyset URL'),
    copied('Public keyset', `${baseUrl}/lti/keys`),
    copied('Initiate login URL', `${baseUrl}/lti/login`),
    copied('Redirection URI(s)', `${baseUrl}/lti/launch`),
    chosen('Custom parameters', 'Leave it empty'),
    chosen('Tool configuration usage', 'Show in activity chooser and as a preconfigured tool'),
    chosen('Default launch container', 'Embed, without blocks'),
    chosen('Supports Deep Linking (Content-Item Message)', 'Tick the box'),
    copied('Content Selection URL', contentUrl),
    copied('Icon URL', iconUrl),
    chosen(
      'IMS LTI Assignment and Grade Services',
      'Use this service for grade sync and column management',
    ),
    chosen(
      'IMS LTI Names and Role Provisioning',
      'Use this service to retrieve members’ information as per privacy settings',
    ),
    chosen('Tool Settings', 'Do not use this service'),
    chosen('Share launcher’s name with tool', 'Always'),
    chosen('Share launcher’s email with tool', 'Always'),
    chosen('Accept grades from the tool', 'Always'),
  ];
}

function copied(field: string, value: string): Setting {
  return { field, value, isCopied: true };
}

function chosen(field: string, value: string): Setting {
  return { field, value, isCopied: false };
}

/** @param invitation as it was entered. */
export function connectPageModel(
  invitation: string,
  draft: PlatformDraft,
  problems: readonly FieldProblem[],
): ConnectPageModel {
  const invitationField: TextField = {
    id: INVITATION,
    name: INVITATION,
    label: 'Invitation link',
    hint: 'The link that you got from the people who run this training. It works once.',
    value: invitation,
    error: errorOf(INVITATION, 'The invitation', problems),
    required: true,
    several: false,
  };
  const fields = platformFields(PLATFORM_FIELDS, draft, problems);
  return {
    crumbs: [
      { href: HOME, label: 'About this tool' },
      { href: INSTALL, label: 'Install this training' },
    ],
    errors: errorsOf([invitationField, ...fields]),
    action: INSTALL_PLATFORM,
    invitation: invitationField,
    fields,
  };
}

export function connectedPageModel(platform: string): ConnectedPageModel {
  return { platform };
}

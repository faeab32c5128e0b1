import type { Registration } from '../../domain/registration';
import type { RegistrationKey } from '../../domain/registration-key';
import { AGS_SCOPE, NRPS_SCOPE } from '../../lti/port';
import {
  ADMIN,
  ADMIN_CONNECTION,
  ADMIN_INVITATION,
  ADMIN_KEYS,
  ADMIN_PLATFORM,
  ADMIN_SWITCH_OFF,
  INSTALL,
} from '../../web/paths';
import { type FormError, type Link, type Moment, moment } from '../../web/view';
import { errorsOf, platformFields, type TextField } from './platform-form';
import type { FieldProblem, PlatformDraft } from './platform-values';

/** The way back to the first of these pages. */
export const ADMIN_CRUMBS: readonly Link[] = [{ href: ADMIN, label: 'Administration' }];

/** pages/admin/page */
export interface AdminPageModel {
  readonly notice: string | null;
  readonly errors: readonly FormError[];
  readonly formToken: string;
  readonly name: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly deployments: readonly string[];
  readonly since: Moment;
  /** null: entered by hand, so that the platform never said. */
  readonly scopes: readonly string[] | null;
  readonly keys: readonly KeyRow[];
  readonly links: {
    readonly connection: string;
    readonly values: string;
    readonly install: string;
  };
  readonly actions: {
    readonly invite: string;
    readonly rotate: string;
    readonly switchOff: string;
  };
}

interface KeyRow {
  readonly id: string;
  readonly made: Moment;
  readonly state: string;
}

/** pages/admin/platform */
export interface PlatformPageModel {
  readonly crumbs: readonly Link[];
  readonly errors: readonly FormError[];
  readonly action: string;
  readonly formToken: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly fields: readonly TextField[];
}

/** pages/admin/invitation */
export interface NewInvitationPageModel {
  readonly crumbs: readonly Link[];
  readonly url: string;
  readonly expires: Moment;
  readonly install: string;
}

/** Every scope that this training asks for, in words. */
const SCOPES: Readonly<Record<string, string>> = {
  [AGS_SCOPE.lineItem]: 'Make and read columns in the gradebook',
  [AGS_SCOPE.lineItemReadOnly]: 'Read columns in the gradebook',
  [AGS_SCOPE.resultReadOnly]: 'Read results',
  [AGS_SCOPE.score]: 'Send scores',
  [NRPS_SCOPE]: 'Read the list of people in a course',
};

/** What an administrator can change. The issuer and the client id are what the launch proved. */
export const CHANGEABLE = [
  'name',
  'deployments',
  'authUrl',
  'tokenUrl',
  'jwksUrl',
  'audience',
] as const;

export const SWITCH_OFF_CONFIRMATION = 'confirmed';

export function adminPageModel(input: {
  readonly registration: Registration;
  readonly keys: readonly RegistrationKey[];
  readonly formToken: string;
  readonly notice?: string | undefined;
  readonly confirmationMissing?: boolean;
}): AdminPageModel {
  const { registration, keys } = input;
  const { issuer, clientId, family, authUrl, tokenUrl, jwksUrl, audience } = registration;
  return {
    notice: input.notice ?? null,
    errors: input.confirmationMissing
      ? [
          {
            href: `#${SWITCH_OFF_CONFIRMATION}`,
            message: 'Tick the box to switch the platform off.',
          },
        ]
      : [],
    formToken: input.formToken,
    name: registration.name,
    facts: [
      { label: 'Platform ID', value: issuer },
      { label: 'Client ID', value: clientId },
      ...(family === undefined ? [] : [{ label: 'Make', value: family }]),
      { label: 'Authentication request URL', value: authUrl },
      { label: 'Access token URL', value: tokenUrl },
      { label: 'Public keyset URL', value: jwksUrl },
      ...(audience === undefined ? [] : [{ label: 'Audience of tokens', value: audience }]),
    ],
    deployments: registration.deployments,
    since: moment(registration.createdAt),
    scopes: registration.scopes?.map((scope) => SCOPES[scope] ?? scope) ?? null,
    keys: keys.map(keyRow),
    links: { connection: ADMIN_CONNECTION, values: ADMIN_PLATFORM, install: INSTALL },
    actions: { invite: ADMIN_INVITATION, rotate: ADMIN_KEYS, switchOff: ADMIN_SWITCH_OFF },
  };
}

function keyRow({ id, createdAt, retiredAt }: RegistrationKey): KeyRow {
  return {
    id: id.slice(0, 8),
    made: moment(createdAt),
    state: retiredAt ? `Replaced on ${moment(retiredAt).text}; published for a day` : 'Signs',
  };
}

export function platformPageModel(
  { issuer, clientId }: Registration,
  draft: PlatformDraft,
  problems: readonly FieldProblem[],
  formToken: string,
): PlatformPageModel {
  const fields = platformFields(CHANGEABLE, draft, problems);
  return {
    crumbs: ADMIN_CRUMBS,
    errors: errorsOf(fields),
    action: ADMIN_PLATFORM,
    formToken,
    issuer,
    clientId,
    fields,
  };
}

/** The values that are in use now, as the form shows them. */
export function draftOf(registration: Registration): PlatformDraft {
  const { name, issuer, clientId, authUrl, tokenUrl, jwksUrl, audience = '' } = registration;
  const deployments = registration.deployments.join('\n');
  return { name, issuer, clientId, deployments, authUrl, tokenUrl, jwksUrl, audience };
}

export function newInvitationPageModel(url: string, expiresAt: Date): NewInvitationPageModel {
  return { crumbs: ADMIN_CRUMBS, url, expires: moment(expiresAt), install: INSTALL };
}

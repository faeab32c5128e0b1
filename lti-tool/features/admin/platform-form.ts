import type { FormError } from '../../web/view';
import type { FieldProblem, PlatformDraft, PlatformField } from './platform-values';

/** One field of a form, as partials/text-field shows it. */
export interface TextField {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** null: nothing is wrong. */
  readonly error: string | null;
  readonly required: boolean;
  /** A line each. */
  readonly several: boolean;
}

/** Names as Moodle has them ("Tool configuration details"), and what to enter for Canvas. */
const WORDS: Readonly<Record<PlatformField, { readonly label: string; readonly hint: string }>> = {
  name: {
    label: 'Name of the platform',
    hint: 'For people, for example the name of your institution. It may be left empty.',
  },
  issuer: {
    label: 'Platform ID',
    hint: 'Also called issuer. Canvas: https://canvas.instructure.com (every school that Instructure hosts has this one).',
  },
  clientId: {
    label: 'Client ID',
    hint: 'Canvas: the number in the column “Details” of “Developer Keys”.',
  },
  deployments: {
    label: 'Deployment ID',
    hint: 'Canvas: “Settings”, “Apps”, the menu of this app, “Deployment Id”. If there are several, enter one on each line.',
  },
  authUrl: {
    label: 'Authentication request URL',
    hint: 'Canvas: https://sso.canvaslms.com/api/lti/authorize_redirect',
  },
  tokenUrl: {
    label: 'Access token URL',
    hint: 'Canvas: the address of your Canvas, followed by /login/oauth2/token',
  },
  jwksUrl: {
    label: 'Public keyset URL',
    hint: 'Canvas: https://sso.canvaslms.com/api/lti/security/jwks',
  },
  audience: {
    label: 'Audience of tokens',
    hint: 'Only if your platform names one apart from the access token URL (Brightspace does). Leave it empty for Moodle and Canvas.',
  },
};

const OPTIONAL: ReadonlySet<PlatformField> = new Set(['name', 'audience']);

/** The form's fields with what was entered and what is wrong with it. */
export function platformFields(
  names: readonly PlatformField[],
  draft: PlatformDraft,
  problems: readonly FieldProblem[],
): TextField[] {
  return names.map((name) => ({
    id: name,
    name,
    ...WORDS[name],
    value: draft[name],
    error: errorOf(name, WORDS[name].label, problems),
    required: !OPTIONAL.has(name),
    several: name === 'deployments',
  }));
}

/** @param label the field's name, which the problem's words follow. */
export function errorOf(
  name: string,
  label: string,
  problems: readonly FieldProblem[],
): string | null {
  const problem = problems.find(({ field }) => field === name);
  return problem ? `${label} ${problem.message}.` : null;
}

/** For the list above the form. */
export function errorsOf(fields: readonly TextField[]): FormError[] {
  return fields.flatMap(({ id, error }) =>
    error === null ? [] : { href: `#${id}`, message: error },
  );
}

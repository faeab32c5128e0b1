import { CRUMBS } from '../../web/crumbs';
import {
  CERTIFICATE,
  CERTIFICATE_CONFIRM,
  CERTIFICATE_NAME,
  CERTIFICATE_PREVIEW,
} from '../../web/paths';
import type { FormError, Link } from '../../web/view';
import type { NameProblems, TypedName } from '../../certificate/typed-name';

const NAME_CRUMBS: readonly Link[] = [...CRUMBS, { href: CERTIFICATE, label: 'Certificate' }];

/** pages/certificate/name. Fields: `name`, `latin`, `shown` (`yes`). */
export interface CertificateNamePageModel {
  readonly crumbs: readonly Link[];
  readonly errors: readonly FormError[];
  readonly action: string;
  readonly formToken: string;
  readonly name: string;
  readonly latin: string;
  readonly shown: boolean;
  readonly nameError: string | null;
  readonly latinError: string | null;
  /** How many names may still be confirmed, in words. */
  readonly left: string;
  /** The name itself is a facilitator's to change. */
  readonly isFixed: boolean;
}

/** @param input.typed as typed, confirmed before, or as the platform gave it. */
export function certificateNamePageModel(input: {
  readonly typed: TypedName;
  readonly namesLeft: number;
  readonly formToken: string;
  readonly problems?: NameProblems;
}): CertificateNamePageModel {
  const { typed, namesLeft, problems = {} } = input;
  const { text: nameError = null, latin: latinError = null } = problems;
  return {
    crumbs: NAME_CRUMBS,
    errors: [
      ...(nameError === null ? [] : [{ href: '#name', message: nameError }]),
      ...(latinError === null ? [] : [{ href: '#latin', message: latinError }]),
    ],
    action: CERTIFICATE_NAME,
    formToken: input.formToken,
    name: typed.text,
    latin: typed.latin,
    shown: typed.shown,
    nameError,
    latinError,
    left: leftInWords(namesLeft),
    isFixed: namesLeft === 0,
  };
}

function leftInWords(left: number): string {
  if (left === 0) return 'You have changed your name as often as you can by yourself.';
  return left === 1
    ? 'After this you cannot change your name again by yourself: a facilitator can.'
    : `You can confirm a name ${left} times by yourself, this time included.`;
}

/** pages/certificate/preview */
export interface CertificatePreviewPageModel {
  readonly crumbs: readonly Link[];
  readonly trainingTitle: string;
  readonly name: string;
  readonly latin: string;
  readonly shown: boolean;
  readonly confirmAction: string;
  readonly backAction: string;
  readonly previewAction: string;
  readonly formToken: string;
}

export function certificatePreviewPageModel(input: {
  readonly trainingTitle: string;
  readonly typed: TypedName;
  readonly formToken: string;
}): CertificatePreviewPageModel {
  const { text, latin, shown } = input.typed;
  return {
    crumbs: NAME_CRUMBS,
    trainingTitle: input.trainingTitle,
    name: text,
    latin,
    shown,
    confirmAction: CERTIFICATE_CONFIRM,
    backAction: CERTIFICATE_NAME,
    previewAction: CERTIFICATE_PREVIEW,
    formToken: input.formToken,
  };
}

import { formatCode } from '../../certificate/code';
import type { NameProblems } from '../../certificate/typed-name';
import type { Certificate, CertificateStatus } from '../../domain/certificate';
import { claimOf, confirmedName, isSameName } from '../../domain/certificate-claim';
import type { NameConfirmation } from '../../domain/claim';
import { personCertificatePath, verificationPath } from '../../web/paths';
import {
  type FormError,
  type Link,
  type Moment,
  moment,
  personName,
  type StateView,
} from '../../web/view';
import type { Holder } from './service';
import { type ConfirmedView, confirmedView, stateOf } from './states';
import { CERTIFICATES_CRUMBS } from './view-model';

export type Action = 'hold' | 'release' | 'withdraw' | 'correct';

/** pages/certificates/person. Forms: `action`, `reason`, `name`, `latin`. */
export interface PersonCertificatePageModel {
  readonly crumbs: readonly Link[];
  readonly notice: string | null;
  readonly errors: readonly FormError[];
  readonly name: string;
  readonly state: StateView;
  readonly confirmed: ConfirmedView | null;
  readonly hold: (Said & { readonly reason: string }) | null;
  readonly release: Said | null;
  readonly names: readonly NameView[];
  readonly certificates: readonly CertificateView[];
  readonly action: string;
  readonly formToken: string;
  readonly can: Readonly<Record<Action, boolean>>;
  /** A correction now makes a new certificate. */
  readonly isIssued: boolean;
  readonly typed: { readonly name: string; readonly latin: string; readonly reason: string };
  readonly nameError: string | null;
  readonly latinError: string | null;
}

interface Said {
  readonly at: Moment;
  readonly by: string;
}

/** A name as it was confirmed. Both scripts stand apart: in one text they would run into each other. */
interface NameView extends Said, BothScripts {
  /** The name in whose place it came; null: the first, or the same again. */
  readonly before: BothScripts | null;
  /** What else was said with it. */
  readonly note: string;
}

interface BothScripts {
  readonly text: string;
  readonly latin: string | null;
}

interface CertificateView {
  readonly code: string;
  readonly href: string;
  readonly name: string;
  readonly issued: Moment;
  readonly state: StateView;
  readonly ended: (Said & { readonly reason: string }) | null;
}

/** What a facilitator typed that has to be sent again. */
export interface Draft {
  readonly action: Action;
  readonly name: string;
  readonly latin: string;
  readonly reason: string;
  readonly isReasonMissing: boolean;
  readonly problems: NameProblems;
}

const STATES: Readonly<Record<CertificateStatus, StateView>> = {
  valid: { icon: 'met', word: 'Valid' },
  withdrawn: { icon: 'not-met', word: 'Withdrawn' },
  replaced: { icon: 'pending', word: 'Replaced by a corrected one' },
};

const DONE: Readonly<Record<Action, string>> = {
  hold: 'The certificate is on hold.',
  release: 'The certificate is released: it is issued as soon as nothing else is missing.',
  withdraw: 'The certificate was withdrawn.',
  correct: 'The name was corrected.',
};

export function personCertificatePageModel(input: {
  readonly holder: Holder;
  readonly authors: ReadonlyMap<string, string>;
  readonly formToken: string;
  readonly done?: Action | undefined;
  readonly draft?: Draft;
}): PersonCertificatePageModel {
  const { holder, authors, draft } = input;
  const { enrolment, certificates, obstacles } = holder;
  const { names, hold, release } = claimOf(enrolment);
  const said = ({ at, by }: { readonly at: Date; readonly by: string }): Said => ({
    at: moment(at),
    by: by === enrolment.id ? 'the person' : personName(authors.get(by), by),
  });
  const isIssued = certificates.length > 0;
  const last = confirmedName(enrolment);
  const isNever = obstacles.includes('test-person');
  return {
    crumbs: CERTIFICATES_CRUMBS,
    notice: input.done ? DONE[input.done] : null,
    errors: errorsOf(draft),
    name: personName(enrolment.name, enrolment.id),
    state: stateOf(holder),
    confirmed: confirmedView(holder),
    hold: hold && !isIssued ? { ...said(hold), reason: hold.reason } : null,
    release: release ? said(release) : null,
    names: names.map((name, index) => ({
      ...said(name),
      ...bothScripts(name),
      ...changeOf(name, names[index - 1]),
    })),
    certificates: certificates.map((certificate) => certificateView(certificate, said)),
    action: personCertificatePath(enrolment.id),
    formToken: input.formToken,
    can: {
      hold: !isIssued && !hold && !isNever,
      release: !isIssued && !isNever && (hold !== undefined || obstacles.includes('not-released')),
      withdraw: certificates[0]?.status === 'valid',
      correct: !isNever,
    },
    isIssued,
    typed: draft ?? {
      name: last?.text ?? enrolment.name ?? '',
      latin: last?.latin ?? '',
      reason: '',
    },
    nameError: draft?.problems.text ?? null,
    latinError: draft?.problems.latin ?? null,
  };
}

const REASON_MISSING = 'Say the reason: it is kept with the date and your name.';

function errorsOf(draft: Draft | undefined): FormError[] {
  if (!draft) return [];
  const { action, isReasonMissing, problems } = draft;
  return [
    ...(problems.text === undefined ? [] : [{ href: '#name', message: problems.text }]),
    ...(problems.latin === undefined ? [] : [{ href: '#latin', message: problems.latin }]),
    ...(isReasonMissing ? [{ href: `#reason-${action}`, message: REASON_MISSING }] : []),
  ];
}

function bothScripts({ text, latin }: NameConfirmation): BothScripts {
  return { text, latin: latin ?? null };
}

function changeOf(
  name: NameConfirmation,
  before: NameConfirmation | undefined,
): Pick<NameView, 'before' | 'note'> {
  const shown = name.shown ? 'may be shown in public' : 'not shown in public';
  if (!before) return { before: null, note: `first; ${shown}` };
  return isSameName(name, before)
    ? { before: null, note: `the same name, from now on ${shown}` }
    : { before: bothScripts(before), note: shown };
}

function certificateView(
  { code, name = 'Name erased', issuedAt, status, statusChange }: Certificate,
  said: (decision: { readonly at: Date; readonly by: string }) => Said,
): CertificateView {
  return {
    code: formatCode(code),
    href: verificationPath(code),
    name,
    issued: moment(issuedAt),
    state: STATES[status],
    ended: statusChange ? { ...said(statusChange), reason: statusChange.reason } : null,
  };
}

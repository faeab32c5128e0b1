import type { CertificateClaim, CertificateName, Decision, NameConfirmation } from './claim';
import type { Enrolment } from './enrolment';
import { isStaff } from './role';
import { without } from './without';

/** When a certificate is issued: with the last requirement, or with a facilitator's word. */
export type CertificateRelease = 'automatic' | 'by-facilitator';

/** Why there is no certificate yet, in the order in which it is told. */
export type Obstacle =
  'staff' | 'test-person' | 'left' | 'incomplete' | 'no-name' | 'held' | 'not-released';

/** Later ones are a facilitator's to make, so that nobody prints for a friend. */
export const OWN_NAMES = 3;

export function claimOf({ certificateClaim }: Enrolment): CertificateClaim {
  return certificateClaim ?? { names: [] };
}

export function confirmedName(enrolment: Enrolment): NameConfirmation | undefined {
  return claimOf(enrolment).names.at(-1);
}

/**
 * How often this person may still confirm another name without a facilitator. To agree, or not any
 * more, that the name is shown is everyone's own affair at any time, and is not counted.
 */
export function ownNamesLeft(enrolment: Enrolment): number {
  const { names } = claimOf(enrolment);
  const own = names.filter((name, index) => {
    const before = names[index - 1];
    return name.by === enrolment.id && !(before && isSameName(name, before));
  });
  return Math.max(0, OWN_NAMES - own.length);
}

/** Whether two names would be printed the same. */
export function isSameName(
  a: Pick<CertificateName, 'text' | 'latin'>,
  b: Pick<CertificateName, 'text' | 'latin'>,
): boolean {
  return a.text === b.text && a.latin === b.latin;
}

/** Adds a confirmed name; the one that is confirmed already changes nothing. */
export function withName(
  enrolment: Enrolment,
  name: CertificateName,
  { by, at }: Decision,
): Enrolment {
  const last = confirmedName(enrolment);
  if (last && isSameName(last, name) && last.shown === name.shown) return enrolment;
  const { text, latin, locale, shown } = name;
  const confirmation: NameConfirmation = {
    text,
    ...(latin !== undefined && { latin }),
    ...(locale !== undefined && { locale }),
    shown,
    by,
    at,
  };
  const claim = claimOf(enrolment);
  return { ...enrolment, certificateClaim: { ...claim, names: [...claim.names, confirmation] } };
}

/** The same name once more, with another word on whether it may be shown in public. */
export function withNameShown(enrolment: Enrolment, shown: boolean, at: Date): Enrolment {
  const last = confirmedName(enrolment);
  return last ? withName(enrolment, { ...last, shown }, { by: enrolment.id, at }) : enrolment;
}

/** @param hold undefined takes a hold back. */
export function withHold(enrolment: Enrolment, hold: CertificateClaim['hold']): Enrolment {
  const claim = without(claimOf(enrolment), 'hold');
  return { ...enrolment, certificateClaim: { ...claim, ...(hold && { hold }) } };
}

export function withRelease(enrolment: Enrolment, release: Decision): Enrolment {
  return { ...enrolment, certificateClaim: { ...claimOf(enrolment), release } };
}

export function withIssued(enrolment: Enrolment, issuedAt: Date): Enrolment {
  const issued = { ...enrolment, certificateClaim: { ...claimOf(enrolment), issuedAt } };
  return without(issued, 'certificateDueAt');
}

/**
 * What stands between a person and the certificate (announcement, "e-certificate"; curriculum
 * section 12). Nothing does when the list is empty.
 */
export function obstacles(
  enrolment: Enrolment,
  complete: boolean,
  release: CertificateRelease,
): Obstacle[] {
  const { hold, release: released } = claimOf(enrolment);
  const all: [Obstacle, boolean][] = [
    ['staff', isStaff(enrolment.role)],
    ['test-person', enrolment.testPerson === true],
    ['left', enrolment.leftAt !== undefined],
    ['incomplete', !complete],
    ['no-name', confirmedName(enrolment) === undefined],
    ['held', hold !== undefined],
    ['not-released', release === 'by-facilitator' && released === undefined],
  ];
  return all.filter(([, stands]) => stands).map(([obstacle]) => obstacle);
}

/**
 * Marks a certificate as due, or as not due any more, in the same write as what decides it.
 * @param now the moment from which it is due, where it was not before.
 */
export function withDueDate(
  enrolment: Enrolment,
  complete: boolean,
  release: CertificateRelease,
  now: Date,
): Enrolment {
  const { issuedAt } = claimOf(enrolment);
  const due = issuedAt === undefined && obstacles(enrolment, complete, release).length === 0;
  if (due === (enrolment.certificateDueAt !== undefined)) return enrolment;
  return due ? { ...enrolment, certificateDueAt: now } : without(enrolment, 'certificateDueAt');
}

import { daysInWords } from '../domain/day';
import type { Requirement, RequirementKind } from '../domain/requirement';
import type { CertificateFields } from './fields';

/** The certificate's sentences (curriculum section 15). English; days are UTC days. */
export const WORDING = {
  title: 'Certificate',
  subtitle: 'of successful completion',
  beforeName: 'This certifies that',
  beforeTraining: 'has successfully completed the online training',
  issued: 'Date of issue',
  issuedAtPlace: 'Place and date of issue',
  number: 'Certificate number',
  verify: 'Verify at',
  signed: 'Digitally signed: any change to this file shows.',
  credential: 'The same certificate for machines: an Open Badges 3.0 credential',
  motif: 'A ring woven of three strands',
  logo: (issuer: string): string => (issuer ? `Logo of ${issuer}` : 'Logo of the issuer'),
  signature: (name: string): string => `Signature of ${name}`,
  qrCode: (address: string): string => `QR code of the address ${address}`,
  specimen: 'SPECIMEN – not issued by UNODC',
  preview: 'PREVIEW – not issued yet',
};

/**
 * For example `Asia edition, live sessions 10–12 November 2020 and self-paced study`, with the days of
 * the study where the edition says them.
 */
export function editionLine(
  edition: Pick<CertificateFields, 'region' | 'liveFrom' | 'liveTo' | 'selfPaced'>,
): string {
  const { region, liveFrom, liveTo, selfPaced } = edition;
  const live = `${region} edition, live sessions ${daysInWords(liveFrom, liveTo)}`;
  const days = selfPaced ? ` ${daysInWords(selfPaced.from, selfPaced.to)}` : '';
  return `${live} and self-paced study${days}`;
}

/** What was done, and to what: the noun for one piece and for many. */
const CLAUSES: readonly (readonly [RequirementKind, verb: string, one: string, many: string])[] = [
  ['attendance', 'attended', 'live session', 'live sessions and breakout group discussions'],
  ['participation', 'taken an active part in', 'live session', 'of them'],
  ['reading', 'completed', 'reading assignment', 'reading assignments'],
  ['assessment', 'completed', 'self-assessment test', 'self-assessment tests'],
];

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/**
 * The requirements met, a clause for each kind without scores (section 12). A kind is named only
 * where the edition asked for it.
 */
export function requirementsMet(requirements: readonly Requirement[]): string[] {
  return CLAUSES.flatMap(([kind, verb, one, many]) => {
    const count = requirements.filter((requirement) => requirement.kind === kind).length;
    if (count === 0) return [];
    return [`${verb} ${count === 1 ? `the ${one}` : `all ${count} ${many}`}`];
  });
}

/** The same as one clause. */
export function requirementsClause(requirements: readonly Requirement[]): string {
  return `having ${list.format(requirementsMet(requirements))}`;
}

import { checkName } from './name/check-name';
import type { CertificateName } from '../domain/claim';

/** A name as a form sent it. */
export interface TypedName {
  readonly text: string;
  /** Empty: the name stands alone. */
  readonly latin: string;
  readonly shown: boolean;
}

/** What is wrong with each field, in plain words. */
export interface NameProblems {
  readonly text?: string;
  readonly latin?: string;
}

export type CheckedName =
  | { readonly kind: 'refused'; readonly problems: NameProblems }
  | { readonly kind: 'accepted'; readonly name: CertificateName };

const NOT_LATIN =
  'Write it in Latin letters (A to Z, with accents where needed), or leave it empty.';

/** @param locale BCP 47, the person's: it chooses among fonts. */
export async function checkTypedName(
  { text, latin, shown }: TypedName,
  locale: string | undefined,
): Promise<CheckedName> {
  const own = await checkName(text, locale);
  const beside = latin.trim() === '' ? undefined : await checkName(latin);
  const problems = {
    ...(own.kind === 'refused' && { text: own.message }),
    ...(beside?.kind === 'refused' && { latin: beside.message }),
    ...(beside?.kind === 'accepted' && !isLatin(beside.name) && { latin: NOT_LATIN }),
  };
  if (own.kind === 'refused' || beside?.kind === 'refused' || 'latin' in problems) {
    return { kind: 'refused', problems };
  }
  const latinName = beside && beside.name !== own.name ? beside.name : undefined;
  return {
    kind: 'accepted',
    name: {
      text: own.name,
      ...(latinName !== undefined && { latin: latinName }),
      ...(locale !== undefined && { locale }),
      shown,
    },
  };
}

function isLatin(name: string): boolean {
  return /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]+$/u.test(name);
}

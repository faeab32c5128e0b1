import type { Programme } from '../../content/programme';
import { daysInWords } from '../../domain/day';
import { EDITION } from '../../web/paths';
import type { FormError } from '../../web/view';

/** pages/edition/confirm */
export interface EditionPageModel {
  readonly action: string;
  readonly formToken: string;
  readonly errors: readonly FormError[];
  /** One edition is only to be confirmed. */
  readonly several: boolean;
  readonly editions: readonly {
    readonly id: string;
    readonly title: string;
    readonly dates: string;
    readonly checked: boolean;
  }[];
}

/** The usual edition comes first; of several none is chosen beforehand. */
export function editionPageModel(input: {
  readonly usual: Programme;
  readonly programmes: Iterable<Programme>;
  readonly formToken: string;
  readonly error?: string;
}): EditionPageModel {
  const { usual, error } = input;
  const all = [usual, ...[...input.programmes].filter((programme) => programme !== usual)];
  return {
    action: EDITION,
    formToken: input.formToken,
    errors: error === undefined ? [] : [{ href: `#edition-${usual.edition.id}`, message: error }],
    several: all.length > 1,
    editions: all.map(({ edition: { id, title, liveFrom, liveTo } }) => ({
      id,
      title,
      dates: `Live days: ${daysInWords(liveFrom, liveTo)}`,
      checked: all.length === 1,
    })),
  };
}

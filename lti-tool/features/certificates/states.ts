import { confirmedName } from '../../domain/certificate-claim';
import type { StateView } from '../../web/view';
import { nameDifference } from './name-difference';
import type { Holder } from './service';

/** Where somebody stands, as an icon and in words. */
export function stateOf({ enrolment, obstacles, met, total, certificates }: Holder): StateView {
  const [newest] = certificates;
  if (newest) {
    return newest.status === 'withdrawn'
      ? { icon: 'not-met', word: 'Withdrawn' }
      : { icon: 'met', word: certificates.length > 1 ? 'Issued, corrected' : 'Issued' };
  }
  const stands = new Set(obstacles);
  if (stands.has('test-person')) return { icon: 'not-met', word: 'Test person: never issued' };
  if (stands.has('left')) return { icon: 'not-met', word: 'Left the course' };
  if (stands.has('held')) return { icon: 'not-met', word: 'On hold' };
  if (stands.has('incomplete')) {
    return { icon: 'pending', word: `${met} of ${total} requirements met` };
  }
  if (stands.has('no-name')) return { icon: 'pending', word: 'Complete, name not confirmed' };
  if (stands.has('not-released')) return { icon: 'pending', word: 'Ready, waits for you' };
  return { icon: 'pending', word: enrolment.certificateDueAt ? 'Is being issued' : 'Ready' };
}

/** The confirmed name, and how it differs from what the platform calls the person. */
export function confirmedView({ enrolment }: Pick<Holder, 'enrolment'>): ConfirmedView | null {
  const name = confirmedName(enrolment);
  if (!name) return null;
  return {
    text: name.text,
    latin: name.latin ?? null,
    difference: nameDifference(enrolment.name, name) ?? null,
  };
}

export interface ConfirmedView {
  readonly text: string;
  readonly latin: string | null;
  readonly difference: string | null;
}

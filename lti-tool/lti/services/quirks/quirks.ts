import type { Registration } from '../../../domain/registration';
import { canvas, isCanvas } from './canvas';
import type { PlatformQuirks } from './platform-quirks';

const standard: PlatformQuirks = {
  isOneAtATime: false,
  membersAPage: undefined,
  scoreExtension: () => ({}),
  scoreRefusal: () => undefined,
};

/** The quirks of a registration's platform. One that is gone has none. */
export function quirksOf(registration: Registration | undefined): PlatformQuirks {
  return registration && isCanvas(registration) ? canvas : standard;
}

import type { Score, ServiceError } from '../../port';
import type { PlatformAnswer } from '../http';

/** In what one make of platform differs from the standards, or reads them in its own way. */
export interface PlatformQuirks {
  /** Calls in parallel are penalised. */
  readonly isOneAtATime: boolean;
  /** People to ask for on one page; undefined: as the platform likes, which may be all at once. */
  readonly membersAPage: number | undefined;
  /** What a score says beyond AGS 2.0 §3.4. */
  scoreExtension(score: Score): Readonly<Record<string, unknown>>;
  /** What a refusal of a score means, where the platform says it in its own words. */
  scoreRefusal(answer: PlatformAnswer): ServiceError | undefined;
}

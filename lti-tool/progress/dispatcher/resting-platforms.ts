import { backoff } from '../../domain/score-outbox';

/** Which platforms fail, and until when each is left alone. In this process's memory only. */
export interface RestingPlatforms {
  isResting(registrationId: string): boolean;
  /** A call failed in a way that others would meet as well. @param waitMs as the platform asks. */
  failed(registrationId: string, waitMs: number): void;
  recovered(registrationId: string): void;
  /** Whether a rest has ended after `moment`. */
  haveEndedSince(moment: Date): boolean;
}

/** Whoever does not say how long is asked again at least this often: it may have been repaired. */
const LONGEST_REST_MS = 300_000;

export function restingPlatforms(now: () => Date, random: () => number): RestingPlatforms {
  const rests = new Map<string, { readonly failures: number; readonly until: Date }>();

  const isResting = (registrationId: string): boolean =>
    (rests.get(registrationId)?.until ?? new Date(0)) > now();

  return {
    isResting,
    failed(registrationId, waitMs) {
      const { failures = 0 } = rests.get(registrationId) ?? {};
      // Several scores in flight fail together: that is one failure.
      const counted = isResting(registrationId) ? failures : failures + 1;
      const usual = Math.min(backoff(counted - 1, random()), LONGEST_REST_MS);
      const until = new Date(now().getTime() + Math.max(waitMs, usual));
      rests.set(registrationId, { failures: counted, until });
    },
    recovered(registrationId) {
      rests.delete(registrationId);
    },
    haveEndedSince(moment) {
      return [...rests.values()].some(({ until }) => until > moment && until <= now());
    },
  };
}

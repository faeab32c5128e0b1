import type { LoginAttempt } from '../../domain/login-attempt';
import type { Collection, Unsaved } from '../collection';

export function loginAttemptRepository(collection: Collection<LoginAttempt>) {
  return {
    begin: (attempt: Unsaved<LoginAttempt>): Promise<LoginAttempt> => collection.insert(attempt),

    /** Looks without using it. */
    find: (id: string): Promise<LoginAttempt | undefined> => collection.get(id),

    /** One use: of all callers, in all processes, exactly one gets it (Security Framework §5.1.1). */
    consume: (id: string): Promise<LoginAttempt | undefined> => collection.take(id),
  };
}

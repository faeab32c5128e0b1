import type { LaunchSession } from '../../domain/launch-session';
import type { Collection, Unsaved } from '../collection';

export type LaunchSessions = ReturnType<typeof launchSessionRepository>;

export function launchSessionRepository(collection: Collection<LaunchSession>) {
  return {
    start: (session: Unsaved<LaunchSession>): Promise<LaunchSession> => collection.insert(session),

    get: (id: string): Promise<LaunchSession | undefined> => collection.get(id),
  };
}

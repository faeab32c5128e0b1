import type { LaunchSession } from '../../domain/launch-session';
import { type Collection, Conflict, type Unsaved } from '../collection';

export type LaunchSessions = ReturnType<typeof launchSessionRepository>;

export function launchSessionRepository(collection: Collection<LaunchSession>) {
  return {
    start: (session: Unsaved<LaunchSession>): Promise<LaunchSession> => collection.insert(session),

    get: (id: string): Promise<LaunchSession | undefined> => collection.get(id),

    /** Marks a session's Deep Linking request as answered; of several callers one gets true. */
    async answerDeepLinking(id: string, answeredAt: Date): Promise<boolean> {
      const session = await collection.get(id);
      if (!session?.deepLinking || session.deepLinking.answeredAt) return false;
      try {
        await collection.replace({
          ...session,
          deepLinking: { ...session.deepLinking, answeredAt },
        });
        return true;
      } catch (error) {
        if (error instanceof Conflict) return false;
        throw error;
      }
    },
  };
}

import type { Logger } from 'pino';
import type { Programme, Programmes } from './content/programme';
import { completionRules } from './content/requirements';
import type { ContextKey } from './domain/context-key';
import { type ContextEditions, createContextEditions } from './features/edition/context-editions';
import type { EditionDecisions } from './progress/progress';
import type { Repositories } from './store/repositories';

export interface EditionsDependencies {
  readonly programmes: Programmes;
  readonly contextRecords: Repositories['contextRecords'];
  readonly now: () => Date;
  readonly logger: Logger;
}

export interface Editions extends ContextEditions {
  readonly decisionsOf: (context: ContextKey) => EditionDecisions;
  /** Ends the learning from other processes. */
  close(): void;
}

/** Milliseconds: what one process was told about a context reaches the others within this time. */
const REFRESHED_EVERY = 60_000;

/** Which edition each context follows, and what that edition decides. */
export async function composeEditions(dependencies: EditionsDependencies): Promise<Editions> {
  const { programmes, logger } = dependencies;
  const editions = createContextEditions(dependencies);
  await editions.refresh();
  const timer = setInterval(() => {
    editions.refresh().catch((error: unknown) => {
      logger.error({ err: error }, 'the editions of contexts could not be read; tried again later');
    });
  }, REFRESHED_EVERY).unref();
  const decisions = new Map(
    [...programmes.byEdition.values()].map((programme) => [programme, decisionsOf(programme)]),
  );
  return {
    ...editions,
    decisionsOf(context) {
      const programme = editions.programmeOf(context);
      return decisions.get(programme) ?? decisionsOf(programme);
    },
    close() {
      clearInterval(timer);
    },
  };
}

function decisionsOf(programme: Programme): EditionDecisions {
  const { scoreSent, certificateRelease } = programme.edition;
  return { rules: completionRules(programme), scoreSent, certificateRelease };
}

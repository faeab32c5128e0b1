import type { Programme, ProgrammeOf, Programmes } from '../../content/programme';
import { type ContextKey, contextKeyOf } from '../../domain/context-key';
import type { ContextRecords } from '../../store/repositories/context-records';

/** Which edition each context follows. */
export interface ContextEditions {
  /** The usual one until a facilitator has said it. Kept in memory: it is asked for all the time. */
  readonly programmeOf: ProgrammeOf;
  /** Whether a facilitator of this context has still to be asked. */
  isOpen(context: ContextKey): Promise<boolean>;
  /**
   * Says which edition a context follows, once: the first answer stays.
   * @returns false when there is no such edition.
   */
  confirm(context: ContextKey, editionId: string): Promise<boolean>;
  /** Learns what other processes were told. */
  refresh(): Promise<void>;
}

export interface ContextEditionsDependencies {
  readonly contextRecords: Pick<ContextRecords, 'all' | 'find' | 'change'>;
  readonly programmes: Programmes;
  readonly now: () => Date;
}

export function createContextEditions(dependencies: ContextEditionsDependencies): ContextEditions {
  const { contextRecords, programmes, now } = dependencies;
  const known = new Map<string, Programme>();
  const nameOf = (context: ContextKey): string => JSON.stringify(contextKeyOf(context));

  /** An edition whose file is gone since is as good as none: the usual one counts. */
  function learn(context: ContextKey, editionId: string | undefined): void {
    const programme = editionId === undefined ? undefined : programmes.byEdition.get(editionId);
    if (programme) known.set(nameOf(context), programme);
  }

  return {
    programmeOf: (context) => known.get(nameOf(context)) ?? programmes.usual,

    async isOpen(context) {
      if (known.has(nameOf(context))) return false;
      learn(context, (await contextRecords.find(context))?.edition);
      return !known.has(nameOf(context));
    },

    async confirm(context, editionId) {
      if (!programmes.byEdition.has(editionId)) return false;
      const record = await contextRecords.change(context, (current) =>
        current?.edition !== undefined && programmes.byEdition.has(current.edition)
          ? undefined
          : {
              ...contextKeyOf(context),
              lineItems: {},
              scopes: [],
              launchedAt: now(),
              ...current,
              edition: editionId,
            },
      );
      learn(context, record?.edition);
      return true;
    },

    async refresh() {
      for await (const record of contextRecords.all()) learn(record, record.edition);
    },
  };
}

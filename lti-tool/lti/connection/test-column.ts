import { AGS_SCOPE, type LineItem, type Scores, ServiceError } from '../port';
import type { ServiceCalls } from '../services/call';
import { columnRefusal } from '../services/score-refusals';

const LABEL = 'Connection check (can be removed)';
const TAG = 'connection-check';

export interface TestColumn {
  readonly scores: Pick<Scores, 'createLineItem' | 'findLineItem'>;
  readonly call: ServiceCalls['call'];
  readonly where: {
    readonly registrationId: string;
    readonly lineItemsUrl: string;
    /** Ids of the line items that were there before. */
    readonly known: readonly string[];
  };
  /** Never used before: by it we know the column as ours. */
  readonly resourceId: string;
}

/**
 * Makes a gradebook column and removes it again. Nothing else is ever removed: platforms delete
 * activities' own columns as readily as ours.
 * @returns what to say when both worked.
 * @throws ServiceError
 */
export async function tryTestColumn(test: TestColumn): Promise<string> {
  const column = await make(test);
  if (!isOurs(column, test)) {
    throw new ServiceError(
      'refused',
      'The platform answered with a column that is not the new one. Nothing was removed.',
    );
  }
  await remove(column, test);
  return 'A test column was made and removed.';
}

async function make(test: TestColumn): Promise<LineItem> {
  const { scores, where, resourceId } = test;
  const item = { label: LABEL, scoreMaximum: 1, resourceId, tag: TAG };
  try {
    return await scores.createLineItem(where.registrationId, where.lineItemsUrl, item);
  } catch (error) {
    if (error instanceof ServiceError && error.mayBeDone) await removeIfMade(test);
    throw error;
  }
}

/** After an answer that was lost; the first failure is the one that is told. */
async function removeIfMade(test: TestColumn): Promise<void> {
  const { scores, where, resourceId } = test;
  const scope = AGS_SCOPE.lineItem;
  const { registrationId, lineItemsUrl } = where;
  try {
    const made = await scores.findLineItem(registrationId, lineItemsUrl, { resourceId }, scope);
    if (made && isOurs(made, test)) await remove(made, test);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw leftBehind(error);
  }
}

function isOurs({ id, resourceId }: LineItem, test: TestColumn): boolean {
  return resourceId === test.resourceId && !test.where.known.includes(id);
}

/** AGS 2.0 §3.2.8. */
async function remove({ id: url }: LineItem, { call, where }: TestColumn): Promise<void> {
  try {
    await call({
      registrationId: where.registrationId,
      scope: AGS_SCOPE.lineItem,
      request: { method: 'DELETE', url },
      refusalOf: columnRefusal,
    });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw leftBehind(error);
  }
}

function leftBehind({ kind, reason, cause }: ServiceError): ServiceError {
  const advice = `If the gradebook shows a column “${LABEL}”, remove it there by hand.`;
  return new ServiceError(kind, `${reason} ${advice}`, { cause });
}

import {
  AGS_SCOPE,
  type ConnectionCheck,
  type ConnectionFinding,
  type ConnectionOutcome,
  type ConnectionPart,
  type LineItemScope,
  type Memberships,
  NRPS_SCOPE,
  type Scores,
  ServiceError,
} from '../port';
import { type AccessTokensDependencies, createAccessTokens } from '../services/access-tokens';
import { createScores } from '../services/ags';
import { createServiceCalls } from '../services/call';
import { PlatformHttpError } from '../services/http';
import { createMemberships } from '../services/nrps';
import { hurried } from './hurried';
import { tryTestColumn } from './test-column';

const TOKENS = [
  ['token-line-items', AGS_SCOPE.lineItem],
  ['token-line-items-read', AGS_SCOPE.lineItemReadOnly],
  ['token-results', AGS_SCOPE.resultReadOnly],
  ['token-scores', AGS_SCOPE.score],
  ['token-memberships', NRPS_SCOPE],
] as const;

const NO_ADDRESS =
  'The platform did not say where this service is when the course opened the training.';
const NO_PERMISSION = 'This needs a permission that is missing above.';
const NO_TOKEN = 'This needs a permission above that could not be had.';
const NEEDS_COLUMNS = 'This needs the list of columns above.';

/**
 * *Check my connection*: what an administrator of the platform wants to know before the first
 * participant comes. The tokens are fresh ones, so that a scope taken away a minute ago shows.
 */
export function createConnectionCheck(dependencies: AccessTokensDependencies): ConnectionCheck {
  return {
    async run({ registrationId, lineItemsUrl, membershipsUrl }) {
      const fresh = { ...dependencies, http: hurried(dependencies.http, dependencies.now) };
      const tokens = createAccessTokens(fresh);
      const calls = createServiceCalls({ ...fresh, tokens });
      const permissions = await Promise.all(
        TOKENS.map(([part, scope]) =>
          finding(part, async () => {
            await tokens.get(registrationId, [scope]);
            return 'The platform gave a token.';
          }),
        ),
      );
      const granted = new Set(
        TOKENS.filter(([part]) => outcomeIn(permissions, part) === 'works').map(
          ([, scope]) => scope,
        ),
      );
      const blocked = (part: ConnectionPart, ...tokens: ConnectionPart[]): ConnectionFinding =>
        tokens.every((token) => outcomeIn(permissions, token) === 'missing')
          ? missing(part, NO_PERMISSION)
          : notTried(part, NO_TOKEN);

      async function gradebook(scores: Scores): Promise<readonly ConnectionFinding[]> {
        const scope = lineItemScope(granted);
        const noTestColumn = notTried('test-column', NEEDS_COLUMNS);
        if (!lineItemsUrl) return [missing('columns', NO_ADDRESS), noTestColumn];
        if (!scope) {
          const reading = ['token-line-items', 'token-line-items-read'] as const;
          return [blocked('columns', ...reading), noTestColumn];
        }
        let known: readonly string[] = [];
        const columns = await finding('columns', async () => {
          known = (await scores.lineItems(registrationId, lineItemsUrl, scope)).map(({ id }) => id);
          return `Columns that this training may see: ${known.length}.`;
        });
        if (columns.outcome !== 'works') return [columns, noTestColumn];
        if (scope !== AGS_SCOPE.lineItem) {
          return [columns, blocked('test-column', 'token-line-items')];
        }
        const where = { registrationId, lineItemsUrl, known };
        const resourceId = `connection-check-${dependencies.newId()}`;
        const testColumn = await finding('test-column', () =>
          tryTestColumn({ scores, call: calls.call, where, resourceId }),
        );
        return [columns, testColumn];
      }

      async function people(memberships: Memberships): Promise<ConnectionFinding> {
        if (!membershipsUrl) return missing('people', NO_ADDRESS);
        if (!granted.has(NRPS_SCOPE)) return blocked('people', 'token-memberships');
        return finding('people', async () => {
          const { length } = await memberships.list(registrationId, membershipsUrl);
          return `People on the list: ${length}.`;
        });
      }

      const [columns, list] = await Promise.all([
        gradebook(createScores(calls)),
        people(createMemberships(calls)),
      ]);
      return [...permissions, ...columns, list];
    },
  };
}

/** To make columns includes to read them (AGS 2.0 §3.1). */
function lineItemScope(granted: ReadonlySet<string>): LineItemScope | undefined {
  return [AGS_SCOPE.lineItem, AGS_SCOPE.lineItemReadOnly].find((scope) => granted.has(scope));
}

function outcomeIn(
  findings: readonly ConnectionFinding[],
  part: ConnectionPart,
): ConnectionOutcome | undefined {
  return findings.find((one) => one.part === part)?.outcome;
}

function missing(part: ConnectionPart, detail: string): ConnectionFinding {
  return { part, outcome: 'missing', detail };
}

function notTried(part: ConnectionPart, detail: string): ConnectionFinding {
  return { part, outcome: 'not-tried', detail };
}

/** @param work answers what to say when it works. Faults of ours are not findings: they go on. */
async function finding(
  part: ConnectionPart,
  work: () => Promise<string>,
): Promise<ConnectionFinding> {
  try {
    return { part, outcome: 'works', detail: await work() };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { part, outcome: outcomeOf(part, error), detail: error.reason };
  }
}

/** A token that is refused is a scope that was not granted, unless it was never asked for. */
function outcomeOf(part: ConnectionPart, { kind, cause }: ServiceError): ConnectionOutcome {
  if (kind === 'retry') return 'failed';
  const notAsked = cause instanceof PlatformHttpError;
  return part.startsWith('token-') && !notAsked ? 'missing' : 'refused';
}

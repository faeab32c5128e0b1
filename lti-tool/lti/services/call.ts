import type { Registration } from '../../domain/registration';
import { inTurn } from '../../store/repositories/compare-and-set';
import type { ServiceError } from '../port';
import type { AccessTokens } from './access-tokens';
import { checkInUse, exchange, platformFault } from './failures';
import type { PlatformAnswer, PlatformHttp, PlatformRequest } from './http';
import type { PlatformQuirks } from './quirks/platform-quirks';
import { quirksOf } from './quirks/quirks';

export interface ServiceCallsDependencies {
  readonly http: PlatformHttp;
  readonly tokens: AccessTokens;
  readonly registrationOf: (registrationId: string) => Promise<Registration | undefined>;
  readonly now: () => Date;
}

export interface ServiceCall {
  readonly registrationId: string;
  readonly scope: string;
  readonly request: PlatformRequest;
  /** What a status in the four hundreds says about this very request. */
  readonly refusalOf: (answer: PlatformAnswer) => ServiceError;
}

/** The one way to every service of every platform. */
export interface ServiceCalls {
  /**
   * Calls with a token of exactly this scope; a 401 is answered with a fresh token, once. A platform
   * that penalises calls in parallel gets one at a time, whichever services they are for.
   * @throws ServiceError unless the answer is 2xx.
   */
  readonly call: (call: ServiceCall) => Promise<PlatformAnswer>;
  readonly quirksOf: (registrationId: string) => Promise<PlatformQuirks>;
}

export function createServiceCalls(dependencies: ServiceCallsDependencies): ServiceCalls {
  const { http, tokens, registrationOf, now } = dependencies;
  const oneAtATime = inTurn();

  const quirks = async (registrationId: string): Promise<PlatformQuirks> =>
    quirksOf(await registrationOf(registrationId));

  async function answerTo({
    registrationId,
    scope,
    request,
  }: ServiceCall): Promise<PlatformAnswer> {
    const tryOnce = async (): Promise<{ token: string; answer: PlatformAnswer }> => {
      const token = await tokens.get(registrationId, [scope]);
      const headers = { ...request.headers, Authorization: `Bearer ${token}` };
      return { token, answer: await exchange(http, { ...request, headers }) };
    };
    const { token, answer } = await tryOnce();
    if (answer.status !== 401) return answer;
    tokens.invalidate(registrationId, token);
    return (await tryOnce()).answer;
  }

  return {
    quirksOf: quirks,
    async call(call) {
      const { registrationId } = call;
      // Its token may be good for another hour.
      const { isOneAtATime } = quirksOf(checkInUse(await registrationOf(registrationId)));
      const answer = await (isOneAtATime
        ? oneAtATime(registrationId, () => answerTo(call))
        : answerTo(call));
      const fault = platformFault(answer, now());
      if (fault) throw fault;
      if (answer.status >= 400) throw call.refusalOf(answer);
      return answer;
    },
  };
}

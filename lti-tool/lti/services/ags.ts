import { z } from 'zod';
import { AGS_SCOPE, ServiceError, type LineItem, type Result, type Scores } from '../port';
import type { AccessTokens } from './access-tokens';
import { exchange, platformFault, readJson } from './failures';
import type { PlatformAnswer, PlatformHttp, PlatformRequest } from './http';
import { isSameOrigin, nextPage, subResource, withQuery } from './urls';

/** AGS 2.0 §3. Moodle compares them letter by letter: no parameters, nothing else accepted. */
const MEDIA_TYPE = {
  lineItem: 'application/vnd.ims.lis.v2.lineitem+json',
  lineItems: 'application/vnd.ims.lis.v2.lineitemcontainer+json',
  results: 'application/vnd.ims.lis.v2.resultcontainer+json',
  score: 'application/vnd.ims.lis.v1.score+json',
} as const;

/** A platform that ignores the filter is read this far. */
const MOST_PAGES = 10;

const lineItemReply = z.object({
  id: z.string(),
  label: z.string(),
  scoreMaximum: z.number(),
  resourceId: z.string().nullish(),
  resourceLinkId: z.string().nullish(),
  tag: z.string().nullish(),
});

const resultReply = z.object({
  userId: z.coerce.string(),
  resultScore: z.number().nullish(),
  resultMaximum: z.number().nullish(),
});

/** HTTP status → why, for a facilitator. */
type Reasons = Readonly<Record<number, string>>;

const COLUMN_REASONS: Reasons = {
  401: 'The platform has not granted this service to the tool.',
  403: 'The platform does not let this tool use this gradebook column.',
  404: 'The platform does not have this gradebook column any more.',
  410: 'The platform does not have this gradebook column any more.',
  412: 'The platform does not let this tool use this gradebook column.',
};

const SCORE_REASONS: Reasons = {
  ...COLUMN_REASONS,
  400: 'The platform takes no score for this person, who may not be enrolled there any more or may hold a role without scores.',
  422: 'The platform takes no score for this person. The person may not be enrolled as a student, the activity may be hidden or out of attempts, or the course may be over.',
};

export interface ScoresDependencies {
  readonly http: PlatformHttp;
  readonly tokens: AccessTokens;
  readonly now: () => Date;
}

/**
 * Assignment and Grade Services 2.0. Line item URLs and containers come from signed launches, so
 * they are called wherever they are (Canvas issues its tokens on another host than it keeps its line
 * items); what a service answers must stay on the origin that was asked.
 */
export function createScores({ http, tokens, now }: ScoresDependencies): Scores {
  /** Calls with a token of exactly this scope; a 401 is answered with a fresh token, once. */
  async function call(
    registrationId: string,
    scope: string,
    request: PlatformRequest,
    reasons = COLUMN_REASONS,
  ): Promise<PlatformAnswer> {
    const tryOnce = async (): Promise<{ token: string; answer: PlatformAnswer }> => {
      const token = await tokens.get(registrationId, [scope]);
      const headers = { ...request.headers, Authorization: `Bearer ${token}` };
      return { token, answer: await exchange(http, { ...request, headers }) };
    };
    let { token, answer } = await tryOnce();
    if (answer.status === 401) {
      tokens.invalidate(registrationId, token);
      ({ token, answer } = await tryOnce());
    }
    const fault = platformFault(answer, now());
    if (fault) throw fault;
    if (answer.status >= 400) throw refusalOf(answer, reasons);
    return answer;
  }

  /** Page by page, as long as someone reads on. */
  async function* lineItems(
    registrationId: string,
    firstUrl: string,
  ): AsyncGenerator<z.infer<typeof lineItemReply>> {
    let url: string | undefined = firstUrl;
    for (let page = 0; url !== undefined && page < MOST_PAGES; page += 1) {
      const headers = { Accept: MEDIA_TYPE.lineItems };
      const request = { method: 'GET', url, headers } as const;
      const answer = await call(registrationId, AGS_SCOPE.lineItem, request);
      yield* readJson(answer, z.array(lineItemReply));
      url = nextPage(answer, url);
    }
  }

  return {
    async send(registrationId, lineItemUrl, score) {
      const { userId, scoreGiven, scoreMaximum, timestamp } = score;
      const request = {
        method: 'POST',
        url: subResource(lineItemUrl, 'scores'),
        headers: { 'Content-Type': MEDIA_TYPE.score },
        body: JSON.stringify({
          userId,
          scoreGiven,
          scoreMaximum,
          activityProgress: 'Completed',
          gradingProgress: 'FullyGraded',
          timestamp: timestamp.toISOString(),
        }),
      } as const;
      await call(registrationId, AGS_SCOPE.score, request, SCORE_REASONS);
    },

    async result(registrationId, lineItemUrl, userId) {
      const answer = await call(registrationId, AGS_SCOPE.resultReadOnly, {
        method: 'GET',
        url: withQuery(subResource(lineItemUrl, 'results'), { user_id: userId }),
        headers: { Accept: MEDIA_TYPE.results },
      });
      const results = readJson(answer, z.array(resultReply));
      const own = results.find((result) => result.userId === userId);
      return own && toResult(own);
    },

    async findLineItem(registrationId, lineItemsUrl, query) {
      const { resourceId, tag } = query;
      const filtered = withQuery(lineItemsUrl, {
        resource_id: resourceId,
        ...(tag === undefined ? {} : { tag }),
      });
      for await (const item of lineItems(registrationId, filtered)) {
        if (item.resourceId === resourceId && (tag === undefined || item.tag === tag)) {
          return toLineItem(item, lineItemsUrl);
        }
      }
      return undefined;
    },

    async lineItems(registrationId, lineItemsUrl) {
      const all: LineItem[] = [];
      for await (const item of lineItems(registrationId, lineItemsUrl)) {
        if (isSameOrigin(item.id, lineItemsUrl)) all.push(toLineItem(item, lineItemsUrl));
      }
      return all;
    },

    async createLineItem(registrationId, lineItemsUrl, item) {
      const answer = await call(registrationId, AGS_SCOPE.lineItem, {
        method: 'POST',
        url: lineItemsUrl,
        headers: { 'Content-Type': MEDIA_TYPE.lineItem, Accept: MEDIA_TYPE.lineItem },
        body: JSON.stringify(item),
      });
      return toLineItem(readJson(answer, lineItemReply), lineItemsUrl);
    },
  };
}

/**
 * What a status in the four hundreds says about a service call, for a facilitator. Nothing of the
 * answer is repeated: Moodle echoes our request in it.
 */
function refusalOf(answer: PlatformAnswer, reasons: Reasons): ServiceError {
  if (isConflict(answer)) {
    return new ServiceError('conflict', 'The platform holds a newer score of this person.');
  }
  const { status } = answer;
  const reason = reasons[status] ?? `The platform did not accept this (status ${status}).`;
  return new ServiceError('refused', reason);
}

/** AGS 2.0 §3.4 asks for 409; Canvas answers 400 with a text of its own. */
function isConflict({ status, text }: PlatformAnswer): boolean {
  return status === 409 || (status === 400 && text.includes('before last updated timestamp'));
}

function toLineItem(reply: z.infer<typeof lineItemReply>, lineItemsUrl: string): LineItem {
  if (!isSameOrigin(reply.id, lineItemsUrl)) {
    const reason = 'The platform named a gradebook column on another site, which is not used.';
    throw new ServiceError('refused', reason);
  }
  const { id, label, scoreMaximum } = reply;
  return { id, label, scoreMaximum, ...optional(reply) };
}

/** Moodle writes "" for what a line item does not have. */
function optional(
  reply: z.infer<typeof lineItemReply>,
): Pick<LineItem, 'resourceId' | 'resourceLinkId' | 'tag'> {
  const { resourceId, resourceLinkId, tag } = reply;
  return {
    ...(resourceId ? { resourceId } : {}),
    ...(resourceLinkId ? { resourceLinkId } : {}),
    ...(tag ? { tag } : {}),
  };
}

function toResult({ userId, resultScore, resultMaximum }: z.infer<typeof resultReply>): Result {
  return {
    userId,
    ...(typeof resultScore === 'number' ? { resultScore } : {}),
    ...(typeof resultMaximum === 'number' ? { resultMaximum } : {}),
  };
}

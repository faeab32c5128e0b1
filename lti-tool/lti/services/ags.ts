import { z } from 'zod';
import {
  AGS_SCOPE,
  type LineItem,
  type LineItemScope,
  type Result,
  type Scores,
  ServiceError,
} from '../port';
import type { ServiceCalls } from './call';
import { readJson } from './failures';
import { columnRefusal, containerRefusal, scoreRefusal } from './score-refusals';
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

/**
 * Assignment and Grade Services 2.0. Line item URLs and containers come from signed launches, so
 * they are called wherever they are (Canvas issues its tokens on another host than it keeps its line
 * items); what a service answers must stay on the origin that was asked.
 */
export function createScores({ call, quirksOf }: ServiceCalls): Scores {
  /** Page by page, as long as someone reads on. */
  async function* lineItems(
    registrationId: string,
    firstUrl: string,
    scope: LineItemScope,
  ): AsyncGenerator<z.infer<typeof lineItemReply>> {
    let url: string | undefined = firstUrl;
    for (let page = 0; url !== undefined && page < MOST_PAGES; page += 1) {
      const headers = { Accept: MEDIA_TYPE.lineItems };
      const request = { method: 'GET', url, headers } as const;
      const answer = await call({ registrationId, scope, request, refusalOf: containerRefusal });
      yield* readJson(answer, z.array(lineItemReply));
      url = nextPage(answer, url);
    }
  }

  return {
    async send(registrationId, lineItemUrl, score) {
      const { userId, scoreGiven, scoreMaximum, timestamp } = score;
      const quirks = await quirksOf(registrationId);
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
          ...quirks.scoreExtension(score),
        }),
      } as const;
      await call({
        registrationId,
        scope: AGS_SCOPE.score,
        request,
        refusalOf: (answer) => quirks.scoreRefusal(answer) ?? scoreRefusal(answer),
      });
    },

    async result(registrationId, lineItemUrl, userId) {
      const request = {
        method: 'GET',
        url: withQuery(subResource(lineItemUrl, 'results'), { user_id: userId }),
        headers: { Accept: MEDIA_TYPE.results },
      } as const;
      const scope = AGS_SCOPE.resultReadOnly;
      const answer = await call({ registrationId, scope, request, refusalOf: columnRefusal });
      const results = readJson(answer, z.array(resultReply));
      const own = results.find((result) => result.userId === userId);
      return own && toResult(own);
    },

    async findLineItem(registrationId, lineItemsUrl, query, scope) {
      const { resourceId, tag } = query;
      const filtered = withQuery(lineItemsUrl, {
        resource_id: resourceId,
        ...(tag === undefined ? {} : { tag }),
      });
      for await (const item of lineItems(registrationId, filtered, scope)) {
        if (item.resourceId === resourceId && (tag === undefined || item.tag === tag)) {
          return toLineItem(item, lineItemsUrl);
        }
      }
      return undefined;
    },

    async lineItems(registrationId, lineItemsUrl, scope) {
      const all: LineItem[] = [];
      for await (const item of lineItems(registrationId, lineItemsUrl, scope)) {
        if (isSameOrigin(item.id, lineItemsUrl)) all.push(toLineItem(item, lineItemsUrl));
      }
      return all;
    },

    async createLineItem(registrationId, lineItemsUrl, item) {
      const request = {
        method: 'POST',
        url: lineItemsUrl,
        headers: { 'Content-Type': MEDIA_TYPE.lineItem, Accept: MEDIA_TYPE.lineItem },
        body: JSON.stringify(item),
      } as const;
      const scope = AGS_SCOPE.lineItem;
      const answer = await call({ registrationId, scope, request, refusalOf: containerRefusal });
      return toLineItem(readJson(answer, lineItemReply), lineItemsUrl);
    },

    isOneAtATime: async (registrationId) => (await quirksOf(registrationId)).isOneAtATime,
  };
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

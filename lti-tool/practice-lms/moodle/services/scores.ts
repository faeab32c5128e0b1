import { z } from 'zod';
import { parseTimestamp } from '../../gradebook';
import type { IncomingScore } from '../../gradebook';
import { SCOPE } from '../../scopes';
import type { Site } from '../../site';
import { findLineItem } from './line-item-json';
import { ok, parsed } from '../../services/service';
import type { Answer } from '../../services/service';
import { checkCourse, checkToken } from './resource';
import type { MoodleResource } from './resource';

const SCORE = 'application/vnd.ims.lis.v1.score+json';

/** Scores of a line item: write only (AGS 2.0 §3.4). */
export const scores: MoodleResource = {
  name: 'scores',
  path: /^\/(?<course>\d+)\/lineitems\/(?<item>\d+)\/lineitem\/scores$/,
  formats: ['application/vnd.ims.lis.v1.scorecontainer+json', SCORE],
  methods: ['POST'],
  answer(site, request, { course, item: id }) {
    const tool = checkToken(site, request, [SCOPE.score], request.query.get('type_id'));
    const item = findLineItem(site, { tool, course: checkCourse(site, course) }, id);
    const score = readScore(request.body, item.id);
    if (score && !/^\d+$/.test(score.userId)) return BAD_GATEWAY;
    if (!score || !isGradable(site, score.userId)) {
      return refused(400, `Incorrect score received${request.body}`);
    }
    const current = site.gradebook.grade(item.id, score.userId);
    if (current && site.gradebook.isOlder(score, current)) {
      return refused(
        409,
        `Refusing score with an earlier timestamp for item ${item.id} and user ${score.userId}`,
      );
    }
    site.gradebook.receive(item, score, { userId: score.userId, now: site.now() });
    return ok(SCORE, '');
  },
};

/** Refusals of a score have an empty list as body and say why in the reason phrase. */
function refused(status: number, reason: string): Answer {
  return { ...ok(SCORE, '[]'), status, reason };
}

/** Moodle fails on a user id that is no number, with HTTP status 0; its web server makes 502 of it. */
const BAD_GATEWAY: Answer = {
  status: 502,
  headers: { 'Content-Type': 'text/html' },
  body: '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n',
};

const numeric = z
  .union([z.number(), z.string().regex(/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i)])
  .transform(Number);

/** Text, or a number that PHP takes as text. */
const text = z.union([z.string(), z.number()]).transform(String);

const body = z
  .object({
    userId: text,
    timestamp: z.string().refine((time) => !Number.isNaN(parseTimestamp(time))),
    activityProgress: text,
    gradingProgress: text,
    scoreGiven: numeric.nullish(),
    scoreMaximum: numeric.refine((maximum) => maximum > 0).nullish(),
    comment: z.string().nullish(),
  })
  .refine(({ scoreGiven, scoreMaximum }) => scoreGiven == null || scoreMaximum != null);

function readScore(json: string, lineItemId: number): IncomingScore | undefined {
  const { data } = body.safeParse(parsed(json));
  if (!data) return undefined;
  const { scoreGiven, scoreMaximum, comment, ...rest } = data;
  return {
    lineItemId,
    ...rest,
    ...(scoreGiven != null && { scoreGiven }),
    ...(scoreMaximum != null && { scoreMaximum }),
    ...(comment != null && { comment }),
  };
}

/** Only participants have grades: not facilitators, not people outside the course. */
function isGradable(site: Site, userId: string): boolean {
  return site.personNamed(userId)?.role === 'participant';
}

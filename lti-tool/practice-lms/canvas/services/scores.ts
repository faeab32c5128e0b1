import { z } from 'zod';
import { parseTimestamp } from '../../gradebook';
import type { IncomingScore, LineItem } from '../../gradebook';
import type { Person } from '../../people';
import { SCOPE } from '../../scopes';
import { Refusal, ok } from '../../services/service';
import type { Resource } from '../../services/service';
import type { Site } from '../../site';
import { hasScore } from '../gradebook-rules';
import { bodyOf, checkAccess, findLineItem } from './checks';

const SCORE = 'application/vnd.ims.lis.v1.score+json';
const SUBMISSION = 'https://canvas.instructure.com/lti/submission';

/** Scores of a line item: write only (AGS 2.0 §3.4), with Canvas's checks in Canvas's order. */
export const scores: Resource = {
  name: 'scores',
  path: /^\/(?<course>\d+)\/line_items\/(?<item>\d+)\/scores$/,
  methods: ['POST'],
  answer(site, request, { course, item: id }) {
    const access = checkAccess(site, request, [SCOPE.score], course);
    const item = findLineItem(site, access, id);
    const sent = body.parse(bodyOf(request));
    const person = findStudent(site, sent.userId);
    const score = toScore(item, sent);
    checkTime(site, item, person, score);
    checkScoreMaximum(score);
    if (score.newSubmission) checkAttempts(site, item, person);
    site.gradebook.receive(item, score, { userId: person.id, now: site.now() });
    const place = site.place(access.course, access.tool);
    const resultUrl = site.profile.resultsUrl(place, item.id, person.id);
    return ok(SCORE, JSON.stringify({ resultUrl }));
  },
};

/** What cannot be read counts as not sent. */
const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const text = optional(z.union([z.string(), z.number()]).transform(String));
const number = optional(z.union([z.number(), z.string().transform(Number)]));
const flag = optional(z.union([z.boolean(), z.stringbool()]));

const body = z.object({
  userId: text,
  activityProgress: text,
  gradingProgress: text,
  timestamp: text,
  scoreGiven: number,
  scoreMaximum: number,
  comment: text,
  [SUBMISSION]: optional(z.object({ new_submission: flag, submission_type: text })),
});

/** @throws Refusal 422 */
function findStudent(site: Site, userId: string | undefined): Person {
  const person = userId === undefined ? undefined : site.personNamed(userId);
  if (person?.role === 'participant') return person;
  throw new Refusal(422, 'User not found in course or is not a student');
}

/** @throws Refusal 400 */
function toScore(item: LineItem, sent: z.infer<typeof body>): IncomingScore {
  const { scoreGiven, scoreMaximum, comment, [SUBMISSION]: submission } = sent;
  const required = (
    name: 'userId' | 'activityProgress' | 'gradingProgress' | 'timestamp',
  ): string => {
    const value = sent[name];
    if (!value) throw new Refusal(400, `${name} is missing`);
    return value;
  };
  return {
    lineItemId: item.id,
    userId: required('userId'),
    activityProgress: required('activityProgress'),
    gradingProgress: required('gradingProgress'),
    timestamp: required('timestamp'),
    ...(scoreGiven !== undefined && { scoreGiven }),
    ...(scoreMaximum !== undefined && { scoreMaximum }),
    ...(comment !== undefined && { comment }),
    newSubmission: submission?.new_submission !== false && submission?.submission_type !== 'none',
  };
}

/** @throws Refusal 400 */
function checkTime(site: Site, item: LineItem, { id }: Person, score: IncomingScore): void {
  const provided = `Provided timestamp of ${score.timestamp}`;
  if (Number.isNaN(parseTimestamp(score.timestamp))) {
    throw new Refusal(400, `${provided} not a valid timestamp`);
  }
  const current = site.gradebook.grade(item.id, id);
  if (current && site.gradebook.isOlder(score, current)) {
    const updated = new Date(current.timeModified * 1000).toISOString();
    throw new Refusal(400, `${provided} before last updated timestamp of ${updated}`);
  }
}

/** @throws Refusal 422 */
function checkScoreMaximum(score: IncomingScore): void {
  if (!hasScore(score)) return;
  if (score.scoreMaximum === undefined) {
    throw new Refusal(422, 'ScoreMaximum not supplied when ScoreGiven present.');
  }
  if (!(score.scoreMaximum >= 0)) {
    throw new Refusal(422, 'ScoreMaximum must be greater than or equal to 0');
  }
}

/** @throws Refusal 422 */
function checkAttempts(site: Site, item: LineItem, { id }: Person): void {
  const link = site.courses.links.find(
    ({ resourceLinkId }) => resourceLinkId === item.resourceLinkId,
  );
  const attempts = site.gradebook.grade(item.id, id)?.attempt ?? 0;
  if (item.kind === 'activity' && attempts >= (link?.allowedAttempts ?? Infinity)) {
    const reason = 'The maximum number of allowed attempts has been reached for this submission';
    throw new Refusal(422, reason);
  }
}

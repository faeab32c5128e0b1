import type { Grade, LineItem } from '../../gradebook';
import { phpJson } from '../php';
import { SCOPE } from '../../scopes';
import type { Site } from '../../site';
import { findLineItem } from './line-item-json';
import { ok } from '../../services/service';
import type { Access } from '../../services/service';
import { checkCourse, checkToken } from './resource';
import type { MoodleResource } from './resource';

const RESULTS = 'application/vnd.ims.lis.v2.resultcontainer+json';

/** Results of a line item: read only (AGS 2.0 §3.3). */
export const results: MoodleResource = {
  name: 'results',
  path: /^\/(?<course>\d+)\/lineitems\/(?<item>\d+)\/lineitem\/results$/,
  formats: [RESULTS],
  methods: ['GET'],
  answer(site, request, { course, item: id }) {
    const tool = checkToken(site, request, [SCOPE.resultReadOnly], request.query.get('type_id'));
    const access = { tool, course: checkCourse(site, course) };
    const item = findLineItem(site, access, id);
    if (request.query.has('limit')) return FAILURE;
    const userId = request.query.get('user_id');
    const grades = site.gradebook
      .gradesOf(item.id)
      .filter((grade) => userId === null || grade.userId === userId);
    return ok(RESULTS, phpJson(grades.map((grade) => resultJson(site, access, item, grade))));
  },
};

/** Moodle 4.2 fails on `limit`, with an HTML page. */
const FAILURE = {
  status: 404,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body: '<!DOCTYPE html><title>Error</title><p>Exception - Call to a member function out() on null',
};

function resultJson(site: Site, { tool, course }: Access, item: LineItem, grade: Grade): object {
  const place = site.place(course, tool);
  return {
    id: site.profile.resultsUrl(place, item.id, grade.userId),
    userId: grade.userId,
    resultScore: grade.score,
    resultMaximum: item.scoreMaximum,
    ...(grade.comment && { comment: grade.comment }),
    scoreOf: site.profile.lineItemUrl(place, item.id),
    timestamp: new Date(grade.timeModified * 1000).toISOString().replace('.000Z', '+00:00'),
  };
}

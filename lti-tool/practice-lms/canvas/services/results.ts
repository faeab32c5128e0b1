import type { Grade, LineItem } from '../../gradebook';
import { SCOPE } from '../../scopes';
import { Refusal, ok } from '../../services/service';
import type { Access, Resource } from '../../services/service';
import type { Site } from '../../site';
import { ltiId } from '../ids';
import { checkAccess, findLineItem } from './checks';
import { pageOf } from './paging';

const RESULTS = 'application/vnd.ims.lis.v2.resultcontainer+json';

/** Results of a line item: read only (AGS 2.0 §3.3). Someone unknown has none. */
export const results: Resource = {
  name: 'results',
  path: /^\/(?<course>\d+)\/line_items\/(?<item>\d+)\/results$/,
  methods: ['GET'],
  answer(site, request, { course, item: id }) {
    const access = checkAccess(site, request, [SCOPE.resultReadOnly], course);
    const item = findLineItem(site, access, id);
    const wanted = request.query.get('user_id');
    const person = wanted === null ? undefined : site.personNamed(wanted);
    const grades = site.gradebook
      .gradesOf(item.id)
      .filter(({ userId }) => wanted === null || userId === person?.id);
    const place = site.place(access.course, access.tool);
    const baseUrl = `${site.profile.lineItemUrl(place, item.id)}/results`;
    const { page, headers } = pageOf(grades, request.query, { baseUrl, usual: 10, most: 100 });
    return ok(
      RESULTS,
      JSON.stringify(page.map((grade) => resultJson(site, access, item, grade))),
      headers,
    );
  },
};

/** One result, at the address that a score is answered with. */
export const result: Resource = {
  name: 'results',
  path: /^\/(?<course>\d+)\/line_items\/(?<item>\d+)\/results\/(?<person>\d+)$/,
  methods: ['GET'],
  answer(site, request, { course, item: id, person }) {
    const access = checkAccess(site, request, [SCOPE.resultReadOnly], course);
    const item = findLineItem(site, access, id);
    const grade = site.gradebook.grade(item.id, person ?? '');
    if (!grade) throw new Refusal(404);
    return ok(RESULTS, JSON.stringify(resultJson(site, access, item, grade)));
  },
};

function resultJson(site: Site, { tool, course }: Access, item: LineItem, grade: Grade): object {
  const place = site.place(course, tool);
  const person = site.people.find(({ id }) => id === grade.userId);
  return {
    id: site.profile.resultsUrl(place, item.id, grade.userId),
    scoreOf: site.profile.lineItemUrl(place, item.id),
    ...(person && { userId: ltiId(person) }),
    ...(grade.score !== undefined && {
      resultScore: grade.score,
      resultMaximum: item.scoreMaximum,
    }),
    ...(grade.comment !== undefined && { comment: grade.comment }),
  };
}

import { mayEdit } from '../content/may-edit';
import type { Grade, LineItem, ReceivedScore } from '../gradebook';
import { fullName } from '../people';
import type { Person } from '../people';
import type { Site } from '../site';
import { page } from './layout';
import { markup } from './markup';
import type { Markup } from './markup';

/** The gradebook: what it holds now, and every score as it arrived. */
export function gradebookPage(site: Site, person: Person): string {
  const { lineItems, received } = site.gradebook.state;
  const courses = site.courses.all;
  const grades = courses.map((course) => {
    const title = courses.length === 1 ? 'Grades now' : `Grades now: ${course.title}`;
    const own = lineItems.filter(({ courseId }) => courseId === course.id);
    return table(title, gradeTable(site, own, mayEdit(person)));
  });
  return page(
    { title: 'Gradebook', person, path: '/gradebook' },
    markup`<h1>Gradebook</h1>
${grades}
${
  received.length === 0
    ? markup`<h2>Scores received</h2><p>No score has arrived yet.</p>`
    : table('Scores received', receivedTable(site, received))
}`,
  );
}

/** The same as plain data. */
export function gradebookJson(site: Site): object {
  const { lineItems, grades, received } = site.gradebook.state;
  return { lineItems, grades, received };
}

function table(title: string, content: Markup): Markup {
  return markup`<h2>${title}</h2>
<div class="scroll" role="region" aria-label="${title}" tabindex="0">${content}</div>`;
}

function gradeTable(site: Site, lineItems: readonly LineItem[], mayChange: boolean): Markup {
  const participants = site.people.filter(({ role }) => role === 'participant');
  const heads = participants.map((person) => markup`<th scope="col">${fullName(person)}</th>`);
  const rows = lineItems.map((item) => {
    const grades = site.gradebook.gradesOf(item.id);
    const cells = participants.map((person) => {
      const result = shown(
        item,
        grades.find(({ userId }) => userId === person.id),
      );
      return markup`<td>${result}${mayChange ? changeLink(item, person) : undefined}</td>`;
    });
    return markup`<tr><th scope="row">${item.label}</th>${cells}</tr>`;
  });
  return markup`<table>
<thead><tr><th scope="col">Line item</th>${heads}</tr></thead>
<tbody>${rows}</tbody>
</table>`;
}

function shown(item: LineItem, grade: Grade | undefined): Markup {
  if (!grade) return markup`<span class="quiet">–</span>`;
  const attempt = grade.attempt === undefined ? '' : `, attempt ${grade.attempt}`;
  const origin = grade.overridden ? ', entered by a teacher' : '';
  return markup`${grade.score ?? '–'} / ${item.scoreMaximum}${attempt}${origin}${time(new Date(grade.timeModified * 1000).toISOString())}`;
}

function changeLink(item: LineItem, person: Person): Markup {
  const name = `Change: ${fullName(person)}, ${item.label}`;
  return markup` <a href="/gradebook/${item.id}/${person.handle}" aria-label="${name}">Change</a>`;
}

function receivedTable(site: Site, received: readonly ReceivedScore[]): Markup {
  const rows = received.toReversed().map((score) => {
    const person = site.personNamed(score.userId);
    const given =
      score.scoreGiven === undefined
        ? 'no score'
        : `${score.scoreGiven} of ${score.scoreMaximum ?? 1}`;
    return markup`<tr><td>${time(score.receivedAt)}</td><td>${person && fullName(person)}</td>
<td>${site.gradebook.lineItem(score.lineItemId)?.label ?? 'deleted line item'}</td><td>${given}</td>
<td>${score.activityProgress}, ${score.gradingProgress}</td><td>${score.timestamp}</td></tr>`;
  });
  return markup`<table>
<thead><tr><th scope="col">Received</th><th scope="col">Person</th><th scope="col">Line item</th>
<th scope="col">Score</th><th scope="col">Progress</th><th scope="col">Time that was sent</th></tr></thead>
<tbody>${rows}</tbody>
</table>`;
}

/** @param iso ISO 8601, in UTC. */
function time(iso: string): Markup {
  return markup`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
}

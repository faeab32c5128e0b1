import type { Link } from '../course';
import type { Grade, LineItem } from '../gradebook';
import { fullName } from '../people';
import type { Person } from '../people';
import type { Site } from '../site';
import { form } from './form';
import { page } from './layout';
import { markup } from './markup';
import type { Markup } from './markup';
import type { Problem } from './problem';

/** One cell of the gradebook. */
export interface Cell {
  readonly item: LineItem;
  readonly participant: Person;
  readonly grade: Grade | undefined;
  /** The activity that the line item belongs to, if any. */
  readonly link: Link | undefined;
}

/** One result, and the form in which a facilitator enters another. */
export function resultPage(site: Site, person: Person, cell: Cell, problem?: Problem): string {
  const { item, participant, grade } = cell;
  const action = `/gradebook/${item.id}/${participant.handle}`;
  const isThere = grade?.score !== undefined;
  return page(
    { title: `Result of ${fullName(participant)}`, person },
    markup`<p><a href="/gradebook">Back to the gradebook</a></p>
<h1>Result of ${fullName(participant)}</h1>
<p>${item.label}: <strong>${isThere ? `${grade.score} of ${item.scoreMaximum}` : 'no result yet'}</strong></p>
${grade?.overridden ? markup`<p>A teacher has entered this result. Scores that the tool sends do not change it.</p>` : undefined}
${isThere && item.submissionReview ? markup`<p><a href="${action}/review">Look at the work in the tool</a></p>` : undefined}
<h2>Enter a result</h2>
${form(site, person, { action }, fields(cell, problem))}
${isThere ? markup`<h2>Remove the result</h2>${form(site, person, { action: `${action}/removal` }, removal(grade))}` : undefined}`,
  );
}

function fields({ item, grade }: Cell, problem: Problem | undefined): Markup {
  const invalid = problem && markup` aria-invalid="true" aria-describedby="score-problem"`;
  return markup`<p><label for="score">Score, from 0 to ${item.scoreMaximum}</label>
<input id="score" name="score" type="text" inputmode="decimal" required autocomplete="off" value="${problem?.value ?? grade?.score ?? ''}"${invalid}></p>
${problem && markup`<p id="score-problem" class="problem">${problem.message}</p>`}
<p><button>Save</button></p>`;
}

function removal({ toolScore }: Grade): Markup {
  const after =
    toolScore === undefined
      ? 'There is no result then, until the tool sends one.'
      : `Then the score that the tool has sent counts again: ${toolScore}.`;
  return markup`<p>${after}</p>
<p><button>Remove</button></p>`;
}

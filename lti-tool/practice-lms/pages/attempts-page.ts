import type { Link } from '../course';
import type { Person } from '../people';
import type { Site } from '../site';
import { form } from './form';
import { page } from './layout';
import { markup } from './markup';
import type { Problem } from './problem';

/** Where a facilitator says how often people may submit in an activity. */
export function attemptsPath({ id }: Link): string {
  return `/activity/${encodeURIComponent(id)}/attempts`;
}

/** The form for that. */
export function attemptsPage(site: Site, person: Person, link: Link, problem?: Problem): string {
  const invalid = problem && markup` aria-invalid="true"`;
  const fields = markup`<p><label for="attempts">Allowed attempts</label>
<input id="attempts" name="attempts" type="text" inputmode="numeric" autocomplete="off" value="${problem?.value ?? link.allowedAttempts ?? ''}" aria-describedby="attempts-help${problem && ' attempts-problem'}"${invalid}></p>
<p id="attempts-help">Leave it empty for any number. A score that the tool sends as a new submission uses up one.</p>
${problem && markup`<p id="attempts-problem" class="problem">${problem.message}</p>`}
<p><button>Save</button></p>`;
  return page(
    { title: `Attempts: ${link.title}`, person },
    markup`<p><a href="/activity/${encodeURIComponent(link.id)}">Back to the activity</a></p>
<h1>${link.title}</h1>
${form(site, person, { action: attemptsPath(link) }, fields)}`,
  );
}

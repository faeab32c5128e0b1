import { fullName } from '../people';
import type { Person } from '../people';
import { page } from './layout';
import { markup } from './markup';

const ROLE = {
  participant: 'Participant',
  facilitator: 'Facilitator (teacher)',
  assistant: 'Assistant (non-editing teacher)',
  administrator: 'Administrator of the platform',
} as const;

/** Where a persona is picked. */
export function signInPage(
  platformName: string,
  people: readonly Person[],
  current: Person | undefined,
): string {
  const cards = people.map(
    (person) => markup`<li>
<form action="/sign-in" method="post">
<h2>${fullName(person)}</h2>
<p>${ROLE[person.role]}${person.withheld ? '; the tool gets neither name nor e-mail' : undefined}</p>
<input type="hidden" name="persona" value="${person.handle}">
<button>Continue as ${fullName(person)}</button>
</form>
</li>`,
  );
  return page(
    { title: 'Who do you want to be?', person: current, path: '/' },
    markup`<h1>Who do you want to be?</h1>
<p>This is a small learning platform with invented people. It opens the training in the way in
which ${platformName} does, and its gradebook shows every score that the training sends.</p>
<ul class="people">${cards}</ul>`,
  );
}

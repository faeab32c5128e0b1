import type { Person } from '../people';
import { page } from './layout';
import { markup } from './markup';

/** Path of the script, as the page names it. */
export const CLOSING_PATH = '/registration.js';

/** Shows the tools as soon as the one in the frame says that it is done (DynReg 1.0 §3.6). */
export const CLOSING = `
addEventListener('message', (event) => {
  const frame = document.querySelector('iframe');
  if (event.source !== frame.contentWindow) return;
  const { subject } = Object(event.data);
  if (subject === 'org.imsglobal.lti.close') location.assign('/tools');
});
`;

/** A tool registers in a frame. @param address of the tool, with configuration and token. */
export function registrationPage(person: Person, address: string): string {
  return page(
    { title: 'Adding a tool', person, script: CLOSING_PATH },
    markup`<h1>Adding a tool</h1>
<p>The tool registers in the frame below. When it is done: <a href="/tools">show the tools</a>.</p>
<iframe class="registration" src="${address}" title="Registration of the tool"></iframe>`,
  );
}

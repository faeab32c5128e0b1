import type { Person } from '../people';
import type { Platform } from '../platform';
import type { Site } from '../site';
import type { Tool } from '../tools';
import { form } from './form';
import { page } from './layout';
import { markup } from './markup';
import type { Markup } from './markup';
import type { Problem } from './problem';
import { SHARED_NAMES } from './shared-names';

/** The tools of the platform, and the field for the link of another. */
export function toolsPage(
  site: Site,
  platform: Platform,
  person: Person,
  problem?: Problem,
): string {
  const invalid =
    problem && markup` aria-invalid="true" aria-describedby="registration-url-problem"`;
  const field = markup`<p><label for="registration-url">Registration link of the tool</label>
<input id="registration-url" name="registration_url" type="url" required value="${problem?.value ?? ''}"${invalid}></p>
${problem && markup`<p id="registration-url-problem" class="problem">${problem.message}</p>`}
<p><button>Add the tool</button></p>`;
  return page(
    { title: 'Tools', person, path: '/tools' },
    markup`<h1>Tools</h1>
<section aria-labelledby="add"><h2 id="add">Add a tool</h2>
${form(site, person, { action: '/tools' }, field)}
</section>
<h2>Tools of this platform</h2>
<ul class="tools">${site.tools.all.map((tool) => card(site, platform, person, tool))}</ul>`,
  );
}

function card(site: Site, platform: Platform, person: Person, tool: Tool): Markup {
  const { clientId, deploymentId, name, state, scopes } = tool;
  return markup`<li>
<h3>${name}</h3>
<dl>
<div><dt>State</dt><dd>${state === 'active' ? 'Active' : 'Pending'}</dd></div>
<div><dt>Client ID</dt><dd>${clientId}</dd></div>
<div><dt>Deployment ID</dt><dd>${deploymentId || 'none yet'}</dd></div>
<div><dt>What it is told of people</dt><dd>${SHARED_NAMES[tool.shared]}</dd></div>
<div><dt>Scopes</dt><dd>${scopes.length > 0 ? scopes.join(' ') : 'none'}</dd></div>
</dl>
${state === 'pending' ? nextStep(site, platform, person, tool) : undefined}
</li>`;
}

function nextStep(site: Site, platform: Platform, person: Person, { clientId }: Tool): Markup {
  if (platform.approval === 'confirm') {
    return markup`<p><a href="/tools/${clientId}">Review and switch on</a></p>`;
  }
  return form(
    site,
    person,
    { action: `/tools/${clientId}/activate` },
    markup`<button>Activate</button>`,
  );
}

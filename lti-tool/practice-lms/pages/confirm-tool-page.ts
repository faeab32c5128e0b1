import type { Person } from '../people';
import type { Platform } from '../platform';
import { SCOPE } from '../scopes';
import type { Site } from '../site';
import type { Shared, Tool } from '../tools';
import { SHARED_NAMES } from './shared-names';
import { form } from './form';
import { page } from './layout';
import { markup } from './markup';
import type { Markup } from './markup';

/** What an administrator can decide here. */
const DECIDED: readonly Shared[] = ['all', 'name', 'email', 'none'];

const SCOPE_NAMES: Readonly<Record<string, string>> = {
  [SCOPE.lineItem]: 'Make and change columns of the gradebook',
  [SCOPE.lineItemReadOnly]: 'See columns of the gradebook',
  [SCOPE.resultReadOnly]: 'See results',
  [SCOPE.score]: 'Send scores',
  [SCOPE.memberships]: 'See the people of a course',
};

/** An administrator decides what a tool that has registered may do; everything is ticked at first. */
export function confirmToolPage(
  site: Site,
  platform: Pick<Platform, 'contentPlaces'>,
  { person, tool }: { readonly person: Person; readonly tool: Tool },
): string {
  const places = tool.placements.map((name): readonly [string, string] => {
    const place = platform.contentPlaces.find(({ placement }) => placement === name);
    return [name, place?.label ?? 'Menu of the course'];
  });
  const fields = markup`${boxes('Permissions', 'scope', named(tool.scopes))}
${boxes('Where it is offered', 'placement', places)}
<p><label for="shared">What it is told of people</label>
<select id="shared" name="shared">${DECIDED.map(
    (value) =>
      markup`<option value="${value}"${value === tool.shared ? markup` selected` : undefined}>${SHARED_NAMES[value]}</option>`,
  )}</select></p>
<p><button>Switch the tool on</button></p>`;
  return page(
    { title: `Review ${tool.name}`, person },
    markup`<h1>Review ${tool.name}</h1>
<p>Client ID: ${tool.clientId}</p>
${form(site, person, { action: `/tools/${tool.clientId}/activate` }, fields)}`,
  );
}

function named(scopes: readonly string[]): readonly (readonly [string, string])[] {
  return scopes.map((scope) => [scope, SCOPE_NAMES[scope] ?? scope]);
}

function boxes(
  legend: string,
  name: string,
  options: readonly (readonly [value: string, label: string])[],
): Markup {
  const items = options.map(
    ([value, label]) =>
      markup`<li><label><input type="checkbox" name="${name}" value="${value}" checked> ${label}</label></li>`,
  );
  return markup`<fieldset><legend>${legend}</legend><ul>${items}</ul></fieldset>`;
}

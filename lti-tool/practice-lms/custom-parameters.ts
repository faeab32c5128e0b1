import { sharedOf } from './identity';
import type { OpenLaunch } from './opening';
import { fullName } from './people';
import type { Person } from './people';
import type { Site } from './site';

/** Variables of custom parameters (LTI 1.3 appendix C); null: withheld. */
export type Variables = Readonly<Record<string, string | null>>;

/** The variables that both makes of platform know, for one launch. */
export function variablesOf(
  site: Site,
  person: Person,
  { tool, course, link }: OpenLaunch,
): Variables {
  const shared = sharedOf(tool, person, link);
  const contextId = (id: string): string => site.profile.contextId(id);
  return {
    'Context.id': contextId(course.id),
    'Context.title': course.title,
    'Context.label': course.label,
    'Context.id.history': course.history.map(contextId).join(','),
    'User.id': site.profile.userIds(person)[0],
    'Person.name.full': shared.name ? fullName(person) : null,
    'Person.email.primary': shared.email ? person.email : null,
    ...(link && { 'ResourceLink.id': link.resourceLinkId, 'ResourceLink.title': link.title }),
  };
}

/** Puts values in place of variables. What is no known variable stays as it is. */
export function substituted(
  custom: Readonly<Record<string, string>>,
  variables: Variables,
): Readonly<Record<string, string | null>> {
  const valueOf = (text: string): string | null => {
    const name = text.startsWith('$') ? text.slice(1) : '';
    return Object.hasOwn(variables, name) ? (variables[name] ?? null) : text;
  };
  return Object.fromEntries(Object.entries(custom).map(([name, text]) => [name, valueOf(text)]));
}

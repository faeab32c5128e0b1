import type { Link } from './course';
import type { Person } from './people';
import type { Tool } from './tools';

/**
 * What the tool is told of someone. Under delegated privacy it depends on the activity; where none
 * is named, nothing is told.
 */
export function sharedOf(
  tool: Tool,
  person: Person,
  link?: Link,
): { readonly name: boolean; readonly email: boolean } {
  if (person.withheld) return { name: false, email: false };
  const shared = tool.shared === 'delegated' ? delegated(link) : tool.shared;
  return { name: ['all', 'name'].includes(shared), email: ['all', 'email'].includes(shared) };
}

function delegated(link: Link | undefined): 'all' | 'none' {
  return link?.sharesIdentity ? 'all' : 'none';
}

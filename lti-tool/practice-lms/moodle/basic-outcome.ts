import { createHash, randomInt } from 'node:crypto';
import type { Link } from '../course';
import type { Person } from '../people';
import type { Site } from '../site';

/** The claim that Moodle adds for LTI 1.1 outcomes; only its shape matters here. */
export function resultSource(
  site: Site,
  of: { readonly deploymentId: string; readonly link: Link; readonly person: Person },
): object {
  const data = {
    instanceid: of.link.resourceLinkId,
    userid: of.person.id,
    typeid: of.deploymentId,
    launchid: randomInt(2 ** 31),
  };
  const hash = createHash('sha256').update(JSON.stringify(data)).digest('hex');
  return {
    lis_result_sourcedid: JSON.stringify({ data, hash }),
    lis_outcome_service_url: `${site.baseUrl}/mod/lti/service.php`,
  };
}

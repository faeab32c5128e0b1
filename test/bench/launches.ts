import { type Figures, figures, measure } from './measure';
import { DEPLOYMENT, type Platform, type PlatformAddresses } from './platform';
import type { ServerProcess } from './server-process';
import { expectStatus, Visitor } from './visitor';

/** One of the servers that are launched side by side. */
export interface Contender {
  readonly id: string;
  readonly name: string;
  readonly server: ServerProcess;
  readonly registered: PlatformAddresses;
  readonly targetLinkUri: string;
}

interface Launching {
  readonly visitor: Visitor;
  readonly subject: string;
  state: string;
  nonce: string;
  idToken: string;
  ms: number;
}

/**
 * Launches every subject once: login, signed launch, page. The platform's signing stands between
 * two stretches and is not timed: it costs more than a server's whole work, on the same cores.
 */
export async function launchAll(
  { server, registered, targetLinkUri }: Contender,
  platform: Platform,
  subjects: readonly string[],
): Promise<{ readonly figures: Figures; readonly visitors: readonly Visitor[] }> {
  const launchings = subjects.map((subject): Launching => ({
    visitor: new Visitor(server.origin),
    subject,
    state: '',
    nonce: '',
    idToken: '',
    ms: 0,
  }));
  const logins = await measure(server, launchings, async (launching) => {
    const login = await launching.visitor.post('/lti/login', [
      ['iss', registered.issuer],
      ['client_id', registered.clientId],
      ['login_hint', launching.subject],
      ['lti_message_hint', '{"cmid":7}'],
      ['lti_deployment_id', DEPLOYMENT],
      ['target_link_uri', targetLinkUri],
    ]);
    const query = new URL(expectStatus(login, 302).location).searchParams;
    launching.state = query.get('state') ?? '';
    launching.nonce = query.get('nonce') ?? '';
    launching.ms = login.ms;
  });
  for (const launching of launchings) {
    launching.idToken = platform.idToken({ ...launching, targetLinkUri });
  }
  const launches = await measure(server, launchings, async (launching) => {
    const { visitor, state, idToken } = launching;
    const form = [
      ['id_token', idToken],
      ['state', state],
    ] as const;
    const launch = expectStatus(await visitor.post('/lti/launch', form), 302, 303);
    const page = expectStatus(await visitor.get(launch.location), 200);
    launching.ms += launch.ms + page.ms;
  });
  return {
    figures: figures(
      launchings.map(({ ms }) => ms),
      logins,
      launches,
    ),
    visitors: launchings.map(({ visitor }) => visitor),
  };
}

import { CLAIM, type Claims, LEARNER, type TestPlatform } from '../lti/support/test-platform';
import { Browser, type Page } from './browser';
import type { RunningTool } from './running-tool';

export const INSTRUCTOR = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor';

/** Who launches, from where. Everything has a plain default. */
export interface SignedLaunch {
  readonly subject?: string;
  readonly roles?: readonly string[];
  readonly context?: string;
  readonly deployment?: string;
  readonly activity?: string;
  readonly name?: string;
  /** Path of the target within the tool, where it is no activity. */
  readonly path?: string;
  /** Added to the token; `undefined` takes one away. */
  readonly claims?: Claims;
}

/** Registers the test platform with its deployments. */
export async function registerPlatform(
  { tool }: RunningTool,
  platform: TestPlatform,
  deployments: readonly string[],
): Promise<void> {
  const addition = await tool.registrations.add({
    issuer: platform.issuer,
    clientId: 'client-1',
    authUrl: `${platform.issuer}/auth`,
    tokenUrl: `${platform.issuer}/token`,
    jwksUrl: platform.jwksUrl,
    deployments: [...deployments],
  });
  if ('problems' in addition) throw new Error(JSON.stringify(addition.problems));
}

/** A browser inside the tool, after a launch that the test platform signed. */
export class SignedVisit {
  readonly browser = new Browser();
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  get(path: string): Promise<Page> {
    return this.browser.get(`${this.#url}${path}`);
  }

  post(path: string, fields: Readonly<Record<string, string>>): Promise<Page> {
    return this.browser.post(`${this.#url}${path}`, fields);
  }

  /** A form token of this session, from a page that has a form. */
  async formToken(): Promise<string> {
    const { html } = await this.get('/a/m01-test');
    return /name="formToken" value="([^"]+)"/.exec(html)?.[1] ?? '';
  }
}

/** Login, signed launch and the redirect to the activity, whatever claims are asked for. */
export async function signedLaunch(
  running: RunningTool,
  platform: TestPlatform,
  who: SignedLaunch = {},
): Promise<{ visit: SignedVisit; page: Page }> {
  const { subject = 'person-1', context = 'context-1', deployment = 'deployment-1' } = who;
  const visit = new SignedVisit(running.url);
  const target = `${running.url}${who.path ?? `/a/${who.activity ?? 'm01-r1'}`}`;
  const login = new URLSearchParams({
    iss: platform.issuer,
    client_id: 'client-1',
    login_hint: subject,
    target_link_uri: target,
    lti_deployment_id: deployment,
  });
  const answer = await visit.browser.redirectOf(`${running.url}/lti/login?${login.toString()}`);
  const { searchParams } = new URL(answer);
  const seconds = Math.floor(Date.now() / 1000);
  const idToken = platform.signIdToken({
    iss: platform.issuer,
    aud: 'client-1',
    sub: subject,
    iat: seconds,
    exp: seconds + 60,
    nonce: searchParams.get('nonce'),
    [`${CLAIM}version`]: '1.3.0',
    [`${CLAIM}message_type`]: 'LtiResourceLinkRequest',
    [`${CLAIM}deployment_id`]: deployment,
    [`${CLAIM}target_link_uri`]: target,
    [`${CLAIM}resource_link`]: { id: 'link-1' },
    [`${CLAIM}context`]: { id: context },
    [`${CLAIM}roles`]: who.roles ?? [LEARNER],
    ...(who.name && { name: who.name }),
    ...who.claims,
  });
  const page = await visit.browser.post(
    `${running.url}/lti/launch`,
    { id_token: idToken, state: searchParams.get('state') ?? '' },
    platform.issuer,
  );
  return { visit, page };
}

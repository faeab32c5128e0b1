import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { decode, verify } from 'jsonwebtoken';
import { CLAIM, type Claims, type TestPlatform } from '../lti/support/test-platform';
import { formsIn } from './html-forms';
import type { Page } from './browser';
import type { RunningTool } from './running-tool';
import { INSTRUCTOR, type SignedLaunch, signedLaunch, type SignedVisit } from './signed-launch';

export const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim/';

/** As Moodle and Canvas send it, with what a test changes. */
export function deepLinkingSettings(platform: TestPlatform, changes: Claims = {}): Claims {
  return {
    deep_link_return_url: `${platform.issuer}/return?course=2&sesskey=a`,
    accept_types: ['link', 'ltiResourceLink'],
    accept_presentation_document_targets: ['frame', 'iframe', 'window'],
    accept_multiple: true,
    ...changes,
  };
}

/** A Deep Linking request, by an instructor unless told, which names no resource link. */
export function openDialogue(
  running: RunningTool,
  platform: TestPlatform,
  settings: Claims = {},
  who: SignedLaunch = {},
): Promise<{ visit: SignedVisit; page: Page }> {
  return signedLaunch(running, platform, {
    roles: [INSTRUCTOR],
    path: '/deep-linking',
    ...who,
    claims: {
      [`${CLAIM}message_type`]: 'LtiDeepLinkingRequest',
      [`${CLAIM}resource_link`]: undefined,
      [`${DL}deep_linking_settings`]: deepLinkingSettings(platform, settings),
      ...who.claims,
    },
  });
}

/** What the answer page posts to the platform. */
export interface PostedAnswer {
  readonly action: string;
  readonly jwt: string;
  readonly header: { readonly alg: string; readonly kid?: string | undefined };
  readonly claims: Claims;
  readonly items: readonly Claims[];
}

/** @throws when the page holds no answer. */
export function answerIn({ html }: Page): PostedAnswer {
  const form = formsIn(html).find(({ fields }) => fields.some(([name]) => name === 'JWT'));
  const jwt = form?.fields.find(([name]) => name === 'JWT')?.[1];
  const token = jwt && decode(jwt, { complete: true });
  if (!form || !token) throw new Error(`No answer in the page: ${html.slice(0, 2000)}`);
  const claims = token.payload as Claims;
  return {
    action: form.action,
    jwt,
    header: token.header,
    claims,
    items: claims[`${DL}content_items`] as readonly Claims[],
  };
}

/** Checks an answer's signature with the key that the tool publishes, as a platform does. */
export async function verifyAnswer({ url }: RunningTool, answer: PostedAnswer): Promise<Claims> {
  const set = (await (await fetch(`${url}/lti/keys`)).json()) as {
    keys: readonly (JsonWebKey & { kid: string })[];
  };
  const key = set.keys.find(({ kid }) => kid === answer.header.kid);
  if (!key) throw new Error('The tool does not publish the key of its answer');
  const pem = createPublicKey({ key, format: 'jwk' });
  return verify(answer.jwt, pem, { algorithms: ['RS256'] }) as Claims;
}

import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sign } from 'jsonwebtoken';

/** What a tool is registered with. */
export interface PlatformAddresses {
  readonly issuer: string;
  readonly clientId: string;
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly jwksUrl: string;
}

/** A platform that signs launches; over HTTP it only offers its key set. */
export interface Platform {
  /** @param tool a name, so that its key-set fetches are counted apart. */
  addressesFor(tool: string): PlatformAddresses;
  keySetFetches(tool: string): number;
  idToken(launch: {
    readonly subject: string;
    readonly nonce: string;
    readonly targetLinkUri: string;
  }): string;
  close(): Promise<void>;
}

export const DEPLOYMENT = '1';
const ISSUER = 'https://platform.example.org';
const CLIENT = 'benchmark-client';
const KID = 'benchmark-key';
const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim';
const AGS = 'https://purl.imsglobal.org/spec/lti-ags';
const NRPS = 'https://purl.imsglobal.org/spec/lti-nrps';

export async function startPlatform(): Promise<Platform> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: KID, alg: 'RS256', use: 'sig' };
  const keySet = JSON.stringify({ keys: [jwk] });
  const fetches = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    fetches.set(path, (fetches.get(path) ?? 0) + 1);
    response.setHeader('content-type', 'application/json').end(keySet);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    addressesFor: (tool) => ({
      issuer: ISSUER,
      clientId: CLIENT,
      authUrl: `${ISSUER}/mod/lti/auth.php`,
      tokenUrl: `${ISSUER}/mod/lti/token.php`,
      jwksUrl: `http://127.0.0.1:${port}/${tool}`,
    }),
    keySetFetches: (tool) => fetches.get(`/${tool}`) ?? 0,
    idToken: (launch) =>
      sign(claimsOf(launch), privateKey, { algorithm: 'RS256', keyid: KID, expiresIn: 60 }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** As many claims as a Moodle sends. */
function claimsOf({ subject, nonce, targetLinkUri }: Parameters<Platform['idToken']>[0]): object {
  return {
    iss: ISSUER,
    aud: CLIENT,
    sub: subject,
    nonce,
    name: `Person ${subject}`,
    given_name: 'Person',
    family_name: subject,
    email: `person-${subject}@example.org`,
    [`${CLAIM}/message_type`]: 'LtiResourceLinkRequest',
    [`${CLAIM}/version`]: '1.3.0',
    [`${CLAIM}/deployment_id`]: DEPLOYMENT,
    [`${CLAIM}/target_link_uri`]: targetLinkUri,
    [`${CLAIM}/roles`]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
    [`${CLAIM}/context`]: {
      id: '2',
      label: 'training',
      title: 'Stakeholder Engagement',
      type: ['CourseSection'],
    },
    [`${CLAIM}/resource_link`]: { id: '7', title: 'An activity', description: '' },
    [`${CLAIM}/lis`]: { person_sourcedid: '', course_section_sourcedid: '' },
    [`${CLAIM}/launch_presentation`]: {
      locale: 'en',
      document_target: 'iframe',
      return_url: `${ISSUER}/mod/lti/return.php?course=2&launch_container=3&instanceid=7`,
    },
    [`${CLAIM}/tool_platform`]: {
      product_family_code: 'moodle',
      version: '2022112800',
      guid: 'platform.example.org',
      name: 'Platform',
    },
    [`${AGS}/claim/endpoint`]: {
      scope: [`${AGS}/scope/lineitem`, `${AGS}/scope/result.readonly`, `${AGS}/scope/score`],
      lineitems: `${ISSUER}/mod/lti/services.php/2/lineitems?type_id=1`,
      lineitem: `${ISSUER}/mod/lti/services.php/2/lineitems/7/lineitem?type_id=1`,
    },
    [`${NRPS}/claim/namesroleservice`]: {
      context_memberships_url: `${ISSUER}/mod/lti/services.php/CourseSection/2/bindings/1/memberships`,
      service_versions: ['1.0', '2.0'],
    },
  };
}

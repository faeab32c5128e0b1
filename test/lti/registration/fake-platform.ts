import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import recorded from '../../fixtures/moodle-registration/messages.json';

export const TOOL_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const PLATFORM_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
export const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzY29wZSI6InJlZyJ9.c2lnbmF0dXJl';

type Json = Readonly<Record<string, unknown>>;

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the platform does with a request: an answer, or a listener that behaves badly. */
type Behaviour = ((seen: Seen) => Answer) | { readonly listener: RequestListener };

export interface FakePlatform {
  readonly origin: string;
  readonly configurationUrl: string;
  readonly seen: readonly Seen[];
  /** The newest registration request. */
  request(): Json;
  /** The configuration it serves, with other members in place of its own. */
  configure(members: Json): void;
  /** Puts another behaviour in place of one of its two services. */
  behave(service: 'configuration' | 'registration', behaviour: Behaviour): void;
  close(): Promise<void>;
}

/** A platform that answers as a real Moodle did, or as Canvas's documentation says. */
export async function startFakePlatform(
  make: 'moodle' | 'canvas' = 'moodle',
): Promise<FakePlatform> {
  const seen: Seen[] = [];
  let members: Json = {};
  let origin = '';
  const usedTokens = new Set<string>();
  const behaviours: Record<string, Behaviour> = {};

  const configuration = (): Answer => {
    const own = make === 'moodle' ? moodleConfiguration(origin) : canvasConfiguration(origin);
    return json(200, { ...own, ...members });
  };
  const registration = (one: Seen): Answer =>
    make === 'moodle' ? answerAsMoodle(one, usedTokens) : answerAsCanvas(one);

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const one = { method, path, headers, body: Buffer.concat(chunks).toString() };
      seen.push(one);
      const isFirst = method === 'GET';
      const behaviour =
        behaviours[isFirst ? 'configuration' : 'registration'] ??
        (isFirst ? configuration : registration);
      if ('listener' in behaviour) {
        behaviour.listener(request, response);
        return;
      }
      const needsToken = make === 'canvas' && headers.authorization === undefined;
      const answer = needsToken
        ? json(401, { errors: [{ message: 'Access token missing' }] })
        : behaviour(one);
      response.writeHead(answer.status, {
        'Content-Type': answer.type ?? 'text/html; charset=utf-8',
        ...answer.headers,
      });
      response.end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    origin,
    configurationUrl: `${origin}/openid-configuration`,
    seen,
    request: () =>
      JSON.parse(seen.findLast(({ method }) => method === 'POST')?.body ?? '{}') as Json,
    configure(next) {
      members = next;
    },
    behave(service, behaviour) {
      behaviours[service] = behaviour;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

export function json(status: number, body: object): Answer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}

function moodleConfiguration(origin: string): Json {
  const text = JSON.stringify(recorded.configuration);
  return JSON.parse(text.replaceAll('http://moodle.example', origin)) as Json;
}

/** https://developerdocs.instructure.com/services/canvas/external-tools/lti/file.registration */
function canvasConfiguration(origin: string): Json {
  return {
    issuer: origin,
    authorization_endpoint: `${origin}/api/lti/authorize_redirect`,
    registration_endpoint: `${origin}/api/lti/registrations`,
    jwks_uri: `${origin}/login/oauth2/jwks`,
    token_endpoint: `${origin}/login/oauth2/token`,
    scopes_supported: recorded.configuration.scopes_supported,
    claims_supported: ['sub', 'picture', 'email', 'name', 'given_name', 'family_name', 'locale'],
    authorization_server: new URL(origin).host,
    [PLATFORM_CONFIGURATION]: {
      product_family_code: 'canvas',
      version: 'vCloud',
      messages_supported: [
        {
          type: 'LtiResourceLinkRequest',
          placements: ['account_navigation', 'course_navigation', 'link_selection'],
        },
        {
          type: 'LtiDeepLinkingRequest',
          placements: ['assignment_selection', 'link_selection', 'module_index_menu_modal'],
        },
      ],
      'https://canvas.instructure.com/lti/account_name': 'Test University',
    },
  };
}

/** The checks in the order in which the recorded Moodle made them. */
function answerAsMoodle({ headers, body }: Seen, usedTokens: Set<string>): Answer {
  const fail = (name: keyof typeof recorded.errors): Answer => recorded.errors[name];
  const token = headers.authorization?.replace(/^Bearer /, '');
  if (token === undefined) return fail('no-token');
  if (usedTokens.has(token)) return fail('token-reused');
  const request = JSON.parse(body) as Record<string, unknown>;
  const tool = request[TOOL_CONFIGURATION] as Record<string, string>;
  if (!request['client_name']) return fail('no-client-name');
  if (!request['jwks_uri']) return fail('no-jwks-uri');
  if (request['application_type'] !== 'web') return fail('application-type');
  if (!(request['response_types'] as string[]).includes('id_token')) return fail('response-type');
  if (request['token_endpoint_auth_method'] !== 'private_key_jwt') return fail('auth-method');
  if (!Array.isArray(request['redirect_uris'])) return fail('redirect-uris-not-list');
  if (!tool['domain']) return fail('no-domain');
  if (new URL(tool['target_link_uri'] ?? '').host !== tool['domain'])
    return fail('domain-mismatch');
  usedTokens.add(token);
  return json(200, recorded.full.answer);
}

/** Canvas answers with what it was sent and a client id; its deployments come later. */
function answerAsCanvas({ body }: Seen): Answer {
  const request = JSON.parse(body) as Record<string, unknown>;
  const tool = request[TOOL_CONFIGURATION] as Record<string, unknown>;
  const isComplete = Array.isArray(tool['claims']) && Array.isArray(tool['messages']);
  if (!isComplete) return json(422, { errors: [{ message: 'claims and messages are required' }] });
  return json(200, { ...request, client_id: '10000000000001' });
}

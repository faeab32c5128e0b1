import { createPublicKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { PEOPLE } from '../../lti-tool/practice-lms/people';
import type { Person } from '../../lti-tool/practice-lms/people';
import { startPracticeLms } from '../../lti-tool/practice-lms/practice-lms';
import type {
  PracticeLmsOptions,
  RunningPracticeLms,
} from '../../lti-tool/practice-lms/practice-lms';
import { SCOPE } from '../../lti-tool/practice-lms/scopes';
import { launch } from '../support/practice-client';
import { rawCall } from './raw-call';
import type { RawAnswer } from './raw-call';
import { PRIVATE_KEY, startRecorderTool } from './recorder-tool';
import type { RecorderTool } from './recorder-tool';

/** A practice LMS in Canvas mode, with a tool that only records. */
export interface CanvasPlatform {
  readonly lms: RunningPracticeLms;
  readonly tool: RecorderTool;
  setTime(iso: string): void;
  /** The claims of a launch, its signature checked against the platform's key set. */
  launch(persona: string, activity?: string): Promise<Claims>;
  /** The `sub` of someone. */
  subjectOf(persona: string): Promise<string>;
  /** The answer of the token endpoint. @param changes to the claims of the assertion. */
  token(scopes: readonly string[], changes?: object): Promise<RawAnswer>;
  /** Calls a service with a token of every scope that was granted, unless told. */
  call(method: string, path: string, body?: object, authorization?: string): Promise<RawAnswer>;
  close(): Promise<void>;
}

export type Claims = Readonly<Record<string, unknown>>;

/** Of the first activity, which is `one`. */
export const LINE_ITEM = '/api/lti/courses/5/line_items/2';

const ASSISTANT: Person = {
  id: '4',
  handle: 'nora',
  givenName: 'Nora',
  familyName: 'Noneditor',
  email: 'nora@practice.example',
  role: 'assistant',
  withheld: false,
};

export async function startCanvasPlatform(
  options: Partial<PracticeLmsOptions> = {},
): Promise<CanvasPlatform> {
  const tool = await startRecorderTool(() => lms.registration.authUrl);
  let now = new Date('2026-11-24T20:00:00Z');
  const scopes = options.scopes ?? Object.values(SCOPE);
  const lms: RunningPracticeLms = await startPracticeLms({
    port: 0,
    mode: 'canvas',
    tool: tool.tool,
    privateKey: PRIVATE_KEY,
    activities: [
      { id: 'one', title: 'One', section: 'Module 1', scoreMaximum: 10, allowedAttempts: 2 },
      { id: 'two', title: 'Two', section: 'Module 1' },
    ],
    people: [...PEOPLE, ASSISTANT],
    now: () => now,
    ...options,
  });

  const token = (wanted: readonly string[], changes: object = {}): Promise<RawAnswer> => {
    const { clientId, tokenUrl } = lms.registration;
    const iat = Math.floor(now.getTime() / 1000);
    const claims = { iss: clientId, sub: clientId, aud: tokenUrl, iat, exp: iat + 60, ...changes };
    return rawCall(tokenUrl, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: jwt.sign(claims, tool.privateKey, {
          algorithm: 'RS256',
          keyid: tool.kid,
        }),
        scope: wanted.join(' '),
      }).toString(),
    });
  };
  const { body } = await token(scopes);
  const { access_token: accessToken } = JSON.parse(body) as { access_token: string };

  const claimsOf = async (persona: string, activity = 'one'): Promise<Claims> => {
    await launch({ lmsUrl: lms.url, persona, activity });
    const answer = await fetch(lms.registration.jwksUrl);
    const { keys } = (await answer.json()) as { keys: [{ kid: string; kty: string }] };
    return jwt.verify(
      tool.last.launch['id_token'] ?? '',
      createPublicKey({ key: keys[0], format: 'jwk' }),
      { algorithms: ['RS256'], clockTimestamp: now.getTime() / 1000 },
    ) as Claims;
  };

  return {
    lms,
    tool,
    setTime: (iso) => {
      now = new Date(iso);
    },
    launch: claimsOf,
    subjectOf: async (persona) => String((await claimsOf(persona))['sub']),
    token,
    call: (method, path, sent, authorization = `Bearer ${accessToken}`) =>
      rawCall(`${lms.url}${path}`, {
        method,
        headers: {
          ...(authorization && { Authorization: authorization }),
          ...(sent && { 'Content-Type': 'application/vnd.ims.lis.v1.score+json' }),
        },
        body: sent && JSON.stringify(sent),
      }),
    close: async () => {
      tool.close();
      await lms.close();
    },
  };
}

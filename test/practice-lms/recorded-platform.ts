import jwt from 'jsonwebtoken';
import type { Activity } from '../../lti-tool/practice-lms/course';
import type { Person } from '../../lti-tool/practice-lms/people';
import { startPracticeLms } from '../../lti-tool/practice-lms/practice-lms';
import type { RunningPracticeLms } from '../../lti-tool/practice-lms/practice-lms';
import { SCOPE } from '../../lti-tool/practice-lms/scopes';
import type { Shared } from '../../lti-tool/practice-lms/tools';
import registrations from '../fixtures/moodle-services/registrations.json';
import { rawCall } from './raw-call';
import { PRIVATE_KEY, startRecorderTool } from './recorder-tool';
import type { RecorderTool } from './recorder-tool';
import { beginRegistration } from './registering';

/** The origin that the recorded Moodle had; ours believes to be there too. */
const MOODLE = 'http://moodle.example';
const COURSE = { label: 'UNTOC-ASIA', title: 'UNTOC-ASIA' };

const person = (id: string, givenName: string, familyName: string, handle: string): Person => ({
  id,
  handle,
  givenName,
  familyName,
  email: `${handle}@moodle.example`,
  role: 'participant',
  withheld: false,
});

/** The people of the recorded course. */
export const RECORDED_PEOPLE: readonly Person[] = [
  { ...person('2', 'Admin', 'User', 'admin'), role: 'administrator' },
  { ...person('3', 'Tara', 'Teacher', 'teacher1'), role: 'facilitator' },
  { ...person('4', 'Nora', 'Noneditor', 'teacher2'), role: 'assistant' },
  person('5', 'Sam', 'Student', 'student1'),
  person('6', 'Siti', 'Rahman', 'student2'),
  person('7', 'Søren', 'Åström', 'student3'),
  person('8', 'Ana', 'López', 'student4'),
  person('9', '美玲', '王', 'student5'),
];

const section = 'Recorded';

/** Its activities; resource link ids are given in this order, from 1. */
const ACTIVITIES: readonly Activity[] = [
  {
    id: 'mod-01',
    title: 'Module 1: Firearms basics',
    section,
    scoreMaximum: 10,
    tag: 'quiz',
    url: 'http://tool.example/launch?m=1',
    sharesIdentity: true,
    submissionReview: {
      url: 'http://tool.example/launch?review=1',
      custom: { review_mode: 'yes' },
    },
  },
  {
    id: 'window',
    title: 'Opens in a window',
    section,
    scoreMaximum: 50,
    resourceId: '',
    url: 'http://tool.example/launch?m=2',
  },
  { id: 'ungraded', title: 'Recorder tool', section },
  { id: 'link', title: 'A web page', section },
  { id: 'part-1', title: 'Part 1', section, scoreMaximum: 10, tag: 't1' },
  { id: 'part-2', title: 'Part 2', section },
  { id: 'part-3', title: 'Part 3', section, scoreMaximum: 30, tag: 't3' },
];

/** Which token a recorded request bore. */
export type TokenName =
  | 'all'
  | 'score'
  | 'lineitem.readonly'
  | 'memberships'
  | 'other tool'
  | 'unknown'
  | 'none'
  | 'expired';

export interface RecordedPlatform {
  readonly lms: RunningPracticeLms;
  readonly tool: RecorderTool;
  authorization(name: TokenName): string | undefined;
  setTime(iso: string): void;
  close(): Promise<void>;
}

/** A practice LMS in the state in which the recordings found Moodle. */
export async function startRecordedPlatform(
  options: {
    people?: readonly Person[];
    scopes?: readonly string[];
    shared?: Shared;
    stateFile?: string;
    /** Registers a second tool, for scores only. */
    otherTool?: boolean;
  } = {},
): Promise<RecordedPlatform> {
  const tool = await startRecorderTool(() => `${MOODLE}/mod/lti/auth.php`);
  let now = new Date('2026-11-24T19:30:00Z');
  const lms = await startPracticeLms({
    port: 0,
    tool: tool.tool,
    privateKey: PRIVATE_KEY,
    activities: ACTIVITIES,
    course: COURSE,
    people: options.people ?? RECORDED_PEOPLE,
    scopes: options.scopes ?? Object.values(SCOPE),
    now: () => now,
    ...(options.shared && { shared: options.shared }),
    ...(options.stateFile && { stateFile: options.stateFile }),
  });
  lms.connect({ baseUrl: MOODLE });
  const expired = await takeToken(lms, tool, now, { scopes: [SCOPE.score] });
  now = new Date('2026-11-24T20:59:00Z');
  const granted = options.scopes ?? Object.values(SCOPE);
  const some = (scope: string) =>
    granted.includes(scope) ? takeToken(lms, tool, now, { scopes: [scope] }) : 'no';
  const tokens: Record<Exclude<TokenName, 'none'>, string> = {
    all: await takeToken(lms, tool, now, { scopes: granted }),
    'other tool': options.otherTool ? await registerOther(lms, tool, now) : 'no',
    score: await some(SCOPE.score),
    'lineitem.readonly': await some(SCOPE.lineItemReadOnly),
    memberships: await some(SCOPE.memberships),
    unknown: 'unknown',
    expired,
  };
  return {
    lms,
    tool,
    authorization: (name) => (name === 'none' ? undefined : `Bearer ${tokens[name]}`),
    setTime: (iso) => {
      now = new Date(iso);
    },
    close: async () => {
      tool.close();
      await lms.close();
    },
  };
}

/** Registers a tool that asks for scores only. @returns an access token of it. */
async function registerOther(
  lms: RunningPracticeLms,
  tool: RecorderTool,
  now: Date,
): Promise<string> {
  const { token } = await beginRegistration(lms.url, 'http://tool.example/register');
  const recorded = registrations.find(({ name }) => name === 'registration-minimal')?.body;
  const answer = await rawCall(`${lms.url}/mod/lti/openid-registration.php`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    body: JSON.stringify({ ...recorded, jwks_uri: tool.tool.keysUrl }),
  });
  const { client_id: clientId } = JSON.parse(answer.body) as { client_id: string };
  return takeToken(lms, tool, now, { scopes: [SCOPE.score], clientId });
}

interface Wanted {
  readonly scopes: readonly string[];
  readonly clientId?: string;
}

/** Gets an access token as a tool does. */
export async function takeToken(
  lms: RunningPracticeLms,
  { kid, privateKey }: RecorderTool,
  now: Date,
  { scopes, clientId = lms.registration.clientId }: Wanted,
): Promise<string> {
  const iat = Math.floor(now.getTime() / 1000);
  const { tokenUrl } = lms.registration;
  const claims = { iss: clientId, sub: clientId, aud: tokenUrl, iat, exp: iat + 60 };
  const answer = await rawCall(`${lms.url}${new URL(tokenUrl).pathname}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: jwt.sign(claims, privateKey, { algorithm: 'RS256', keyid: kid }),
      scope: scopes.join(' '),
    }).toString(),
  });
  return (JSON.parse(answer.body) as { access_token: string }).access_token;
}

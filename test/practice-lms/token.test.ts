import jwt from 'jsonwebtoken';
import { SCOPE } from '../../lti-tool/practice-lms/scopes';
import recordings from '../fixtures/moodle-services/tokens.json';
import { rawCall } from './raw-call';
import type { RawAnswer } from './raw-call';
import { startRecordedPlatform } from './recorded-platform';
import type { RecordedPlatform } from './recorded-platform';

type Recording = (typeof recordings)[number];

/** Client ids of the recorded tools: one with every service, one registered for scores only. */
const EVERY_SERVICE = 'd9m4B4sB0aIZ23V';
const SCORES_ONLY = 'HrpcQVBZR1GxQtx';

let whole: RecordedPlatform;
let scoresOnly: RecordedPlatform;
beforeAll(async () => {
  whole = await startRecordedPlatform();
  scoresOnly = await startRecordedPlatform({ scopes: [SCOPE.score] });
});
afterAll(() => Promise.all([whole.close(), scoresOnly.close()]));

function assertionOf(platform: RecordedPlatform, { name, assertion }: Recording): string {
  const { clientId } = platform.lms.registration;
  const recorded = [EVERY_SERVICE, SCORES_ONLY];
  const ours = (id: string): string => (recorded.includes(id) ? clientId : id);
  const { iss, sub, ...claims } = assertion.claims;
  const signed = jwt.sign({ ...claims, iss: ours(iss), sub: ours(sub) }, platform.tool.privateKey, {
    algorithm: 'RS256',
    keyid: assertion.kid === 'other' ? 'other' : platform.tool.kid,
  });
  return name === 'token-error-bad-signature' ? `${signed.slice(0, -10)}AAAAAAAAAA` : signed;
}

function post(platform: RecordedPlatform, recording: Recording): Promise<RawAnswer> {
  platform.setTime(recording.at);
  const fields = { ...recording.fields, client_assertion: assertionOf(platform, recording) };
  const isJson = recording.contentType === 'application/json';
  return rawCall(`${platform.lms.url}/mod/lti/token.php`, {
    method: 'POST',
    headers: { 'Content-Type': recording.contentType },
    body: isJson ? JSON.stringify(fields) : new URLSearchParams(fields).toString(),
  });
}

it.each(recordings)('$name', async (recording) => {
  const platform = recording.assertion.claims.sub === SCORES_ONLY ? scoresOnly : whole;
  const ours = await post(platform, recording);
  expect({
    status: ours.status,
    reason: ours.reason,
    contentType: ours.headers['content-type'],
    body: ours.body.replace(/[0-9a-f]{32}/, 'ACCESS_TOKEN'),
  }).toEqual(recording.answer);
});

it('keeps the key set of the tool until a check fails', async () => {
  const good = recordings.find(({ name }) => name === 'token-one-scope') as Recording;
  const bad = recordings.find(({ name }) => name === 'token-error-bad-signature') as Recording;
  await post(whole, good);
  const before = whole.tool.keySetRequests();
  await post(whole, good);
  expect(whole.tool.keySetRequests()).toBe(before);
  await post(whole, bad);
  expect(whole.tool.keySetRequests()).toBe(before + 1);
});

it.each([
  ['an HMAC', () => jwt.sign(claims(), 'secret', { keyid: whole.tool.kid })],
  [
    'RS512',
    () => jwt.sign(claims(), whole.tool.privateKey, { algorithm: 'RS512', keyid: whole.tool.kid }),
  ],
])('refuses an assertion signed with %s', async (_what, assertion) => {
  const answer = await rawCall(`${whole.lms.url}/mod/lti/token.php`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion(),
      scope: SCOPE.score,
    }).toString(),
  });
  expect(answer.body).toContain('Signature verification failed');
});

const claims = () => ({ sub: whole.lms.registration.clientId });

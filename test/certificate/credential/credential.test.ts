import { gunzipSync } from 'node:zlib';
import type { CredentialAddresses } from '../../../lti-tool/certificate/credential/addresses';
import { credentialPayload } from '../../../lti-tool/certificate/credential/credential';
import { statusListPayload } from '../../../lti-tool/certificate/credential/status-list';
import { approved } from '../sample';

const BASE = 'https://training.example.org/credentials';
const addresses: CredentialAddresses = {
  issuer: `${BASE}/issuer`,
  achievement: (edition) => `${BASE}/achievements/${edition}`,
  statusList: (list) => `${BASE}/status/${list}`,
};

const payload = credentialPayload(approved, 131_072 + 94_567, addresses);

test('a credential has everything that Open Badges 3.0 asks for', () => {
  expect(payload).toEqual({
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: approved.verifyUrl,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: approved.trainingTitle,
    issuer: { id: addresses.issuer, type: ['Profile'], name: 'Example Organization' },
    validFrom: '2026-11-24T23:30:00Z',
    credentialSubject: {
      id: expect.stringMatching(
        /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ) as string,
      type: ['AchievementSubject'],
      identifier: [
        { type: 'IdentityObject', hashed: false, identityHash: 'Gül Nuñez', identityType: 'name' },
      ],
      licenseNumber: approved.code,
      achievement: {
        id: `${BASE}/achievements/asia`,
        type: ['Achievement'],
        achievementType: 'CertificateOfCompletion',
        name: approved.trainingTitle,
        description: expect.stringContaining('10–12 November 2020') as string,
        criteria: { narrative: expect.stringContaining('attended all 11 live') as string },
        inLanguage: 'en',
      },
    },
    credentialStatus: {
      id: `${BASE}/status/2#94567`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '94567',
      statusListCredential: `${BASE}/status/2`,
    },
    iss: addresses.issuer,
    jti: approved.verifyUrl,
    sub: (payload['credentialSubject'] as { id: string }).id,
    nbf: Date.parse('2026-11-24T23:30:00Z') / 1000,
  });
});

test('it holds no marks, e-mail or rank, and its subject cannot be linked with the code', () => {
  const text = JSON.stringify(payload);
  expect(text).not.toMatch(/score|email|rank|mark/i);
  expect(JSON.stringify(payload['sub'])).not.toContain(approved.code.toLowerCase());
});

test('a name in two scripts stands in both', () => {
  const named = { ...approved, name: 'นลินี', latinName: 'Nalinee' };
  expect(credentialPayload(named, 0, addresses)).toMatchObject({
    credentialSubject: {
      identifier: ['นลินี', 'Nalinee'].map((identityHash) => ({
        identityHash,
        identityType: 'name',
      })),
    },
  });
});

test('a specimen names no organization as issuer', () => {
  const { issuer } = credentialPayload({ ...approved, issuer: '' }, 0, addresses);
  expect(issuer).toMatchObject({ name: expect.stringContaining('Specimen') as string });
});

test('the fractions of a second count for neither date', () => {
  const issuedAt = new Date('2026-11-24T23:30:00.999Z');
  expect(credentialPayload({ ...approved, issuedAt }, 0, addresses)).toMatchObject({
    validFrom: '2026-11-24T23:30:00Z',
    nbf: Date.parse('2026-11-24T23:30:00Z') / 1000,
  });
});

test('a status list has the bits of what ended, the first position leftmost, and no others', () => {
  const list = { list: addresses.statusList(1), issuer: addresses.issuer };
  const made = statusListPayload([0, 9, 131_071], list, new Date('2026-11-24T23:30:00.5Z'));
  expect(made).toMatchObject({
    id: list.list,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: addresses.issuer,
    validFrom: '2026-11-24T23:30:00Z',
    credentialSubject: {
      id: `${list.list}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
    },
  });
  const { encodedList } = made['credentialSubject'] as { encodedList: string };
  expect(encodedList).toMatch(/^u[\w-]+$/);
  const bits = gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'));
  expect(bits).toHaveLength(16_384);
  expect([bits[0], bits[1], bits.at(-1)]).toEqual([0x80, 0x40, 0x01]);
  expect(bits.reduce((sum, byte) => sum + (byte === 0 ? 0 : 1), 0)).toBe(3);
});

import type { Registration } from '../../lti-tool/domain/registration';
import { AppError } from '../../lti-tool/errors';
import { toLaunch } from '../../lti-tool/lti/launch-claims';
import type { DeepLinkingLaunch } from '../../lti-tool/lti/port';
import { CLAIM, type Claims, LEARNER } from './support/test-platform';

/** The claims of a Deep Linking request, whatever a platform may put there. */
const SETTINGS = 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings';

const registration: Registration = {
  id: 'registration-1',
  version: 1,
  issuer: 'https://platform.example',
  clientId: 'client-1',
  name: 'Platform',
  authUrl: 'https://platform.example/auth',
  tokenUrl: 'https://platform.example/token',
  jwksUrl: 'https://platform.example/jwks',
  deployments: ['1'],
  active: true,
  createdAt: new Date(0),
};

const usual = {
  deep_link_return_url: 'https://platform.example/return',
  accept_types: ['ltiResourceLink'],
  accept_presentation_document_targets: ['iframe'],
};

function read(settings: unknown, where: Partial<Registration> = {}): DeepLinkingLaunch {
  const claims: Claims = {
    sub: 'person-1',
    [`${CLAIM}message_type`]: 'LtiDeepLinkingRequest',
    [`${CLAIM}deployment_id`]: '1',
    [`${CLAIM}target_link_uri`]: 'https://tool.example/deep-linking',
    [`${CLAIM}roles`]: [LEARNER],
    [`${CLAIM}context`]: { id: 'context-1' },
    [SETTINGS]: settings,
  };
  const launch = toLaunch(claims, { ...registration, ...where });
  if (launch.messageType !== 'LtiDeepLinkingRequest') throw new Error('not a request');
  return launch;
}

function refusalOf(settings: unknown, where: Partial<Registration> = {}): AppError {
  try {
    read(settings, where);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

test.each<[string, Claims, Partial<DeepLinkingLaunch['deepLinking']>]>([
  ['several items', { accept_multiple: true }, { takesSeveral: true }],
  ['one item', { accept_multiple: false }, { takesSeveral: false }],
  ['items without number: one is always taken', {}, { takesSeveral: false }],
  ['a number that is none', { accept_multiple: 'true' }, { takesSeveral: false }],
  ['line items', { accept_lineitem: true }, { takesLineItems: true }],
  ['no line items', { accept_lineitem: false }, { takesLineItems: false }],
  ['nothing about line items', { accept_lineitem: null }, { takesLineItems: true }],
  ['other types only', { accept_types: ['file', 'html'] }, { takesLinks: false }],
  ['no type at all', { accept_types: [] }, { takesLinks: false }],
  [
    'targets that the training has not',
    { accept_presentation_document_targets: ['embed', 'window', 'window'] },
    { targets: ['window'] },
  ],
  ['no targets', { accept_presentation_document_targets: undefined }, { targets: [] }],
  ['data', { data: '<x> & “é” 😀' }, { data: '<x> & “é” 😀' }],
  ['empty data', { data: '' }, { data: '' }],
  ['more than is read', { auto_create: true, title: 7, __proto__: 'x' }, { takesLinks: true }],
])('reads %s', (_what, changes, expected) => {
  expect(read({ ...usual, ...changes }).deepLinking).toMatchObject(expected);
});

test('no data is no data, not an empty one', () => {
  expect(read({ ...usual, data: null }).deepLinking).not.toHaveProperty('data');
});

test.each<[string, unknown]>([
  ['no settings', undefined],
  ['a list', []],
  ['no return address', { ...usual, deep_link_return_url: undefined }],
  ['a return address that is a script', { ...usual, deep_link_return_url: 'javascript:alert(1)' }],
  ['a path only', { ...usual, deep_link_return_url: '/return' }],
  ['an endless one', { ...usual, deep_link_return_url: `https://x.example/${'x'.repeat(5000)}` }],
  ['no accept_types', { ...usual, accept_types: undefined }],
  ['types that are no list', { ...usual, accept_types: 'ltiResourceLink' }],
  ['types that are no texts', { ...usual, accept_types: [{ $ne: 1 }] }],
  ['endless data', { ...usual, data: 'x'.repeat(70_000) }],
  ['data that is no text', { ...usual, data: { a: 1 } }],
  ['data that no store gives back', { ...usual, data: '\ud800' }],
])('refuses %s', (_what, settings) => {
  expect(refusalOf(settings)).toMatchObject({ id: 'launch-invalid' });
});

describe('where the answer goes', () => {
  const at = (url: string) => ({ ...usual, deep_link_return_url: url });

  test.each(['https://platform.example/return', 'https://school.other.example/return?a=b'])(
    '%s is safe',
    (url) => {
      expect(read(at(url)).deepLinking.returnUrl).toBe(url);
    },
  );

  test.each([
    'http://platform.example/return',
    'http://localhost:3001/return',
    'https://name:word@platform.example/return',
    'https://*.example/return',
    "https://a';sandbox/return",
    'https://a,b.example/return',
  ])('%s is not', (url) => {
    expect(refusalOf(at(url))).toMatchObject({
      id: 'launch-invalid',
      status: 400,
      userMessage: { title: 'What you choose here could not be sent back safely' },
    });
  });

  test('http is safe where the platform itself was registered with it', () => {
    const where = { authUrl: 'http://localhost:3001/auth' };
    const { deepLinking } = read(at('http://localhost:3001/return'), where);
    expect(deepLinking.returnUrl).toBe('http://localhost:3001/return');
    expect(refusalOf(at('http://localhost:3002/return'), where).id).toBe('launch-invalid');
  });
});

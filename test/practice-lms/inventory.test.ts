import { readFileSync } from 'node:fs';
import path from 'node:path';
import authentications from '../fixtures/moodle-services/authentications.json';
import browserMessages from '../fixtures/moodle-services/browser-messages.json';
import deepLinking from '../fixtures/moodle-services/deep-linking.json';
import lineItems from '../fixtures/moodle-services/line-items.json';
import memberships from '../fixtures/moodle-services/memberships.json';
import everyName from '../fixtures/moodle-services/names.json';
import registrations from '../fixtures/moodle-services/registrations.json';
import results from '../fixtures/moodle-services/results.json';
import scores from '../fixtures/moodle-services/scores.json';
import sequences from '../fixtures/moodle-services/sequences.json';
import tokens from '../fixtures/moodle-services/tokens.json';

/** Messages, and the test that compares them: with a fixture that it reads, or by their names. */
const COMPARED: readonly { by: string; from?: string; names: readonly string[] }[] = [
  {
    by: 'recordings.test.ts',
    from: 'line-items.json',
    names: namesOf(lineItems),
  },
  { by: 'recordings.test.ts', from: 'scores.json', names: namesOf(scores) },
  { by: 'recordings.test.ts', from: 'sequences.json', names: namesOf(sequences) },
  { by: 'recordings.test.ts', from: 'results.json', names: namesOf(results) },
  { by: 'recordings.test.ts', from: 'memberships.json', names: namesOf(memberships) },
  { by: 'token.test.ts', from: 'tokens.json', names: namesOf(tokens) },
  { by: 'registration.test.ts', from: 'registrations.json', names: namesOf(registrations) },
  { by: 'registration.test.ts', names: ['openid-configuration', 'registration-initiation'] },
  {
    by: 'launch.test.ts',
    from: 'authentications.json',
    names: authentications.flatMap(({ name, posted }) =>
      posted ? [`${name}.2-authentication-request`, `${name}.3-answer`] : [name],
    ),
  },
  {
    by: 'deep-linking.test.ts',
    from: 'deep-linking.json',
    names: [
      ...namesOf([...deepLinking.launches, ...deepLinking.changed]),
      ...namesOf([deepLinking.formPost, deepLinking.minimal]),
      ...deepLinking.messages.flatMap(({ name }) => exchange(name)),
    ],
  },
  {
    by: 'deep-linking.test.ts',
    names: ['deep-linking-single.1-login-initiation', 'activity-save-get-target-link'],
  },
  {
    by: 'browser-messages.test.ts',
    from: 'browser-messages.json',
    names: namesOf([...browserMessages.logins, ...browserMessages.pages]),
  },
  {
    by: 'browser-messages.test.ts',
    names: ['page-launch', 'page-auth', 'platform-jwks', 'tool-jwks-fetch'],
  },
  { by: '../browser/practice-lms.test.ts', names: ['frame-sizes'] },
];

const OF_THE_TOOL =
  'Sent by the recorded tool: nothing that Moodle does. Tests send the same with a state and a nonce of their own, and compare what Moodle makes of it.';

/** Why a message is not compared. */
const NOT_COMPARED: Readonly<Record<string, string>> = {
  'deep-linking-single.2-authentication-request': OF_THE_TOOL,
  'launch-login-form-post.2-authentication-request': OF_THE_TOOL,
  'launch-student-embed.2-authentication-request': OF_THE_TOOL,
  'launch-student-window.2-authentication-request': OF_THE_TOOL,
  'launch-submission-review.2-authentication-request': OF_THE_TOOL,
  'launch-teacher-embed.2-authentication-request': OF_THE_TOOL,
};

it('has every recorded message once: compared, or with a reason why not', () => {
  const compared = COMPARED.flatMap(({ names }) => names);
  const named = [...compared, ...Object.keys(NOT_COMPARED)];
  expect(everyName).toHaveLength(261);
  expect(unique(named)).toEqual(unique(everyName));
  expect(Object.keys(NOT_COMPARED).filter((name) => compared.includes(name))).toEqual([]);
});

it.each(COMPARED)('$by compares what is said of it', ({ by, from, names }) => {
  const source = readFileSync(path.join(__dirname, by), 'utf8');
  const wanted = from === undefined ? names : [`fixtures/moodle-services/${from}`];
  expect(wanted.filter((text) => !source.includes(text))).toEqual([]);
});

function namesOf(recordings: readonly { readonly name: string }[]): string[] {
  return recordings.map(({ name }) => name);
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

/** The steps of the first exchange are numbered. */
function exchange(name: string): readonly string[] {
  return name === 'deep-linking-single'
    ? [`${name}.3-request`, `${name}.4-response`, `${name}.5-outcome`]
    : [`${name}.request`, `${name}.response`, `${name}.outcome`];
}

import { isTestPerson, preparesCourse, toRole } from '../../lti-tool/lti/roles';

const LIS = 'http://purl.imsglobal.org/vocab/lis/v2';

describe('toRole', () => {
  it.each([
    [`${LIS}/membership#Administrator`, 'administrator'],
    [`${LIS}/membership/Administrator#SystemAdministrator`, 'administrator'],
    [`${LIS}/institution/person#Administrator`, 'administrator'],
    [`${LIS}/system/person#Administrator`, 'administrator'],
    [`${LIS}/system/person#SysAdmin`, 'administrator'],
    ['Administrator', 'administrator'],
    [`${LIS}/membership#Instructor`, 'facilitator'],
    [`${LIS}/membership/Instructor#TeachingAssistant`, 'facilitator'],
    [`${LIS}/membership#TeachingAssistant`, 'facilitator'],
    ['Instructor', 'facilitator'],
    ['TeachingAssistant', 'facilitator'],
    [`${LIS}/membership#Learner`, 'participant'],
    [`${LIS}/membership/Learner#Instructor`, 'participant'],
    [`${LIS}/membership#ContentDeveloper`, 'participant'],
    [`${LIS}/membership#Mentor`, 'participant'],
    [`${LIS}/institution/person#Instructor`, 'participant'],
    [`${LIS}/institution/person#Faculty`, 'participant'],
    ['Learner', 'participant'],
    ['instructor', 'participant'],
    ['', 'participant'],
    [`${LIS}/membership#Instructor `, 'participant'],
    ['http://example.org/membership#Instructor', 'participant'],
    [`http://example.org/?${LIS}/membership#Instructor`, 'participant'],
    ['constructor', 'participant'],
  ])('reads %j as %s', (role, expected) => {
    expect(toRole([role])).toBe(expected);
  });

  it('gives the highest of several, in any order', () => {
    const roles = [
      `${LIS}/institution/person#Administrator`,
      `${LIS}/membership#Instructor`,
      `${LIS}/membership#Learner`,
    ];
    expect(toRole(roles)).toBe('administrator');
    expect(toRole(roles.toReversed())).toBe('administrator');
    expect(toRole(roles.slice(1))).toBe('facilitator');
  });

  it('makes a participant of nobody in particular', () => {
    expect(toRole([])).toBe('participant');
  });
});

test.each([
  [`${LIS}/membership#ContentDeveloper`, true],
  [`${LIS}/membership/ContentDeveloper#ExternalContentExpert`, true],
  ['ContentDeveloper', true],
  [`${LIS}/membership/Learner#ContentDeveloper`, false],
  [`${LIS}/institution/person#ContentDeveloper`, false],
  [`${LIS}/membership#Learner`, false],
  ['contentdeveloper', false],
])('%s prepares the course: %s', (role, expected) => {
  expect(preparesCourse([`${LIS}/membership#Mentor`, role])).toBe(expected);
  expect(toRole([role])).toBe('participant');
});

test('Canvas’s test student is told by its role', () => {
  const learner = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';
  const testUser = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser';
  expect(isTestPerson([learner, testUser])).toBe(true);
  expect(isTestPerson([learner])).toBe(false);
  expect(toRole([learner, testUser])).toBe('participant');
});

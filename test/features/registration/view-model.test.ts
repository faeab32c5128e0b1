import { registrationDonePageModel } from '../../../lti-tool/features/registration/view-model';

const outcome = {
  platformName: 'Our LMS',
  family: 'canvas',
  isNew: true,
  active: true,
  scopes: [],
};

test('the next steps are those of the platform’s make', () => {
  const stepsOf = (family: string): string =>
    registrationDonePageModel({ ...outcome, family }).nextSteps.join(' ');
  expect(stepsOf('moodle')).toContain('Activate');
  expect(stepsOf('canvas')).toContain('privacy level');
  expect(stepsOf('another')).not.toMatch(/Moodle|Canvas/);
  expect(stepsOf('constructor')).toBe(stepsOf('another'));
});

test('a platform that was known, and one that is switched off, are told so', () => {
  expect(registrationDonePageModel({ ...outcome, isNew: false }).summary).toContain('before');
  const off = registrationDonePageModel({ ...outcome, isNew: false, active: false });
  expect(off.title).toContain('switched off');
  expect(off.summary).toContain('Ask the people who run this training');
});

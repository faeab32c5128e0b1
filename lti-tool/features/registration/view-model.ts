import { AGS_SCOPE, NRPS_SCOPE, type RegistrationOutcome } from '../../lti/port';
import { INSTALL } from '../../web/paths';
import { type Moment, moment, type StateView } from '../../web/view';

/** pages/registration/done */
export interface RegistrationDonePageModel {
  readonly title: string;
  readonly platform: string;
  readonly summary: string;
  readonly services: readonly Service[];
  readonly nextSteps: readonly string[];
}

interface Service {
  readonly name: string;
  readonly state: StateView;
  /** What is lost without it; empty when it was granted. */
  readonly without: string;
}

/** pages/registration/invitation */
export interface InvitationPageModel {
  readonly url: string;
  readonly expires: Moment;
  /** The page about installing by hand. */
  readonly byHand: string;
}

/** Each service of the platform, by the scope without which it does not work. */
const SERVICES = [
  {
    scope: AGS_SCOPE.lineItem,
    name: 'Columns in the gradebook',
    without: 'Only activities that a teacher gave points in the platform get their scores.',
  },
  {
    scope: AGS_SCOPE.score,
    name: 'Scores',
    without: 'No score and no completion reaches the platform.',
  },
  {
    scope: AGS_SCOPE.resultReadOnly,
    name: 'Results that teachers changed',
    without: 'A result that a teacher changed cannot be told from one of this training.',
  },
  {
    scope: NRPS_SCOPE,
    name: 'The list of people in a course',
    without: 'Facilitators see only people who have opened the training.',
  },
] as const;

const FIRST = 'Close this page.';
const LAST =
  'Open the training there as an administrator, and choose “Administration”, then “Check my connection”.';

/** By family. */
const NEXT_STEPS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'moodle',
    [
      FIRST,
      'In Moodle, find this training under “Tools”, and choose “Activate”.',
      'In a course, switch “Edit mode” on, choose “Add an activity”, then this training, then “Select content”.',
      LAST,
    ],
  ],
  [
    'canvas',
    [
      FIRST,
      'In Canvas, keep all permissions and the privacy level “Public”, and switch the app on.',
      'In a course, open “Modules”, choose the menu at the top, and this training.',
      LAST,
    ],
  ],
]);
const OTHER_STEPS = [
  FIRST,
  'In the learning platform, switch this training on if it asks you to.',
  'In a course, add the activities of this training.',
  LAST,
];

export function registrationDonePageModel(outcome: RegistrationOutcome): RegistrationDonePageModel {
  const { family, isNew, active, platformName } = outcome;
  return {
    title: active ? 'The training is connected' : 'The training is registered, but switched off',
    platform: platformName,
    summary: summaryOf(isNew, active),
    services: SERVICES.map(({ scope, name, without }) => {
      const granted = outcome.scopes.includes(scope);
      const state = granted
        ? ({ icon: 'met', word: 'Granted' } as const)
        : ({ icon: 'not-met', word: 'Not granted' } as const);
      return { name, state, without: granted ? '' : without };
    }),
    nextSteps: NEXT_STEPS.get(family) ?? OTHER_STEPS,
  };
}

function summaryOf(isNew: boolean, active: boolean): string {
  if (!active) {
    return 'This platform was switched off here before, and stays so. Ask the people who run this training to switch it on.';
  }
  return isNew
    ? 'Both sides know each other now. The invitation link is used up.'
    : 'The platform was connected before. Its new values are in use now, and the invitation link is used up.';
}

/** @param url the invitation link itself, for the person who has just opened it. */
export function invitationPageModel(url: string, expiresAt: Date): InvitationPageModel {
  return { url, expires: moment(expiresAt), byHand: INSTALL };
}

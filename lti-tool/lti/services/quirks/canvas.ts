import type { Registration } from '../../../domain/registration';
import { ServiceError } from '../../port';
import type { PlatformQuirks } from './platform-quirks';

/** https://developerdocs.instructure.com/services/canvas/resources/score */
const SUBMISSION = 'https://canvas.instructure.com/lti/submission';

/** Hosted Canvas and its beta and test sites have these issuers; one hosted elsewhere may have any. */
const HOSTED = /^https:\/\/canvas(\.beta|\.test)?\.instructure\.com$/;
const KEYS = '/api/lti/security/jwks';

/** Whether a platform is a Canvas, registered by itself or by hand, hosted by its maker or not. */
export function isCanvas({ family, issuer, jwksUrl }: Registration): boolean {
  if (family !== undefined) return family === 'canvas';
  return HOSTED.test(issuer) || (URL.canParse(jwksUrl) && new URL(jwksUrl).pathname === KEYS);
}

/** Canvas, read in its sources (app/controllers/lti/ims) and its documentation. */
export const canvas: PlatformQuirks = {
  // "Throttling": every request costs quota ahead, so that parallel ones use it up.
  isOneAtATime: true,
  membersAPage: 50,
  // A score is a new submission, and uses up one of the person's attempts, unless it says not to.
  scoreExtension: ({ isResend, submittedAt }) => ({
    [SUBMISSION]: { new_submission: !isResend, submitted_at: submittedAt.toISOString() },
  }),
  scoreRefusal({ status, text }) {
    if (status === 400 && text.includes('before last updated timestamp')) {
      return new ServiceError('conflict', 'The platform holds a newer score of this person.');
    }
    if (status === 400 && text.includes('in the future')) {
      const reason =
        'For Canvas this score comes from the future. An administrator can check the clock of this tool’s server.';
      return new ServiceError('retry', reason);
    }
    if (status === 400) {
      return new ServiceError('refused', 'Canvas did not accept this score (status 400).');
    }
    if (status === 422 && text.includes('maximum number of allowed attempts')) {
      const reason =
        'The person has used all attempts that Canvas allows for this assignment. A teacher can allow more there; then choose Send again.';
      return new ServiceError('refused', reason);
    }
    if (status === 422 && text.includes('is not a student')) {
      const reason = 'Canvas says that this person is not a student of the course (any more).';
      return new ServiceError('not-a-member', reason);
    }
    return undefined;
  },
};

import type { Enrolment } from '../../domain/enrolment';
import type { LaunchSession } from '../../domain/launch-session';
import { isStaff } from '../../domain/role';

/**
 * Certificates are for participants (announcement; curriculum section 12). Whoever is staff in this
 * visit, or was at the newest launch from anywhere else, receives none.
 */
export function mayReceiveCertificate(session: LaunchSession, enrolment: Enrolment): boolean {
  return !isStaff(session.role) && !isStaff(enrolment.role);
}

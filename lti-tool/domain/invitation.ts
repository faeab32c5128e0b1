/** An invitation to register one platform. Ids are hashes: the store never holds a usable link. */
export interface Invitation {
  /** SHA-256 of the code in the link, base64url. */
  readonly id: string;
  readonly version: number;
  /** Who made it: the id of an administrator's enrolment, or `command`. */
  readonly createdBy: string;
  /** While a registration with it is under way, no other may begin. */
  readonly heldUntil?: Date;
  readonly expiresAt: Date;
}

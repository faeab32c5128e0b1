import type { Response } from 'express';

/** The parameters of a login initiation, for sending it once more. */
export type Initiation = Readonly<Record<string, string>>;

/** One value in the storage of a platform (1EdTech LTI Platform Storage 0.1). */
export interface StoredValue {
  /** The only origin that is spoken to and heard: that of the platform's authorisation address. */
  readonly origin: string;
  /** `_parent`, or the name of a frame of the platform's page. */
  readonly target: string;
  readonly key: string;
}

/** The few pages between a login and the activity, for browsers that keep no cookie in a frame. */
export interface LaunchPages {
  /**
   * Has the platform keep `value`, then goes on to `next`; where that fails, sends the login again,
   * marked as probed.
   */
  keepInStorage(
    response: Response,
    page: StoredValue & {
      readonly value: string;
      readonly next: string;
      readonly initiation: Initiation;
    },
  ): void;
  /** Has the platform tell the value, then sends the launch again with it as `proof`, or an empty one. */
  readFromStorage(
    response: Response,
    page: StoredValue & { readonly idToken: string; readonly state: string },
  ): void;
  /** Offers to open the activity in a tab of its own, and says why. */
  openInNewTab(response: Response, page: { readonly initiation: Initiation }): void;
}

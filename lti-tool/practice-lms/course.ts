/** The tool's addresses, as an administrator would enter them. */
export interface Tool {
  readonly loginUrl: string;
  /** The one redirect URI. */
  readonly launchUrl: string;
  readonly keysUrl: string;
  readonly targetLinkUri: (activityId: string) => string;
}

/** An activity that a facilitator has added to the course. */
export interface Activity {
  readonly id: string;
  readonly title: string;
  /** Title of the course's section. */
  readonly section: string;
  /** Absent: not in the gradebook. */
  readonly scoreMaximum?: number;
  /** Of its line item; the activity's id unless given. */
  readonly resourceId?: string;
  readonly tag?: string;
  /** As often can someone submit here, where the platform counts that; any number unless given. */
  readonly allowedAttempts?: number;
}

/** An activity with its ids in this platform. */
export interface Link extends Activity {
  readonly resourceLinkId: string;
  /** The platform's number of it in the course. */
  readonly moduleId: number;
}

export interface Course {
  readonly label: string;
  readonly title: string;
}

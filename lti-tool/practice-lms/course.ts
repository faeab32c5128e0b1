/** Where a tool shows what one person has handed in (LTI Submission Review 1.0). */
export interface SubmissionReview {
  /** The activity's own address unless given. */
  readonly url?: string;
  /** Custom parameters of such a launch, besides the activity's. */
  readonly custom?: Readonly<Record<string, string>>;
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
  /** Of its line item; facilitators are not offered it unless given. */
  readonly submissionReview?: SubmissionReview;
  /** As often can someone submit here, where the platform counts that; any number unless given. */
  readonly allowedAttempts?: number;
  /** Where it leads; the tool's address of its id unless given. */
  readonly url?: string;
  /** Shown with its title. */
  readonly text?: string;
  readonly custom?: Readonly<Record<string, string>>;
  /** How the tool wants it opened; the platform decides unless given. */
  readonly presentation?: 'iframe' | 'window';
  /** Under delegated privacy: the teacher lets the tool have name and e-mail address. */
  readonly sharesIdentity?: boolean;
}

/** An activity with its ids in this platform. */
export interface Link extends Activity {
  readonly courseId: string;
  /** Of the tool that it opens. */
  readonly clientId: string;
  readonly resourceLinkId: string;
  /** The platform's number of it in the course. */
  readonly moduleId: number;
}

export interface CourseNames {
  readonly label: string;
  readonly title: string;
}

export interface Course extends CourseNames {
  /** As in the addresses of the services; a number. */
  readonly id: string;
  /** Ids of the courses it was copied from, the nearest first. */
  readonly history: readonly string[];
}

/** An activity that is not in the options but was added or copied: kept in the state file. */
export interface AddedActivity extends Activity {
  readonly courseId: string;
  readonly clientId: string;
}

import type { Course, Link, SubmissionReview } from './course';
import type { Person } from './people';
import type { Tool } from './tools';

/** Where a tool is shown; `frame`: in place of the platform's page. */
export type DocumentTarget = 'iframe' | 'window' | 'frame';

/** What someone opens: an activity or, without a link, the tool's content chooser. */
export interface Opening {
  readonly tool: Tool;
  readonly course: Course;
  readonly link?: Link;
  readonly target: DocumentTarget;
  /** Where in the platform it was opened, where that is told. */
  readonly placement?: string;
  /** Whose work is to be shown, and how the line item says to. */
  readonly review?: { readonly of: Person; readonly settings: SubmissionReview };
  /** Someone who may edit the course has switched to the role of its participants. */
  readonly asParticipant?: boolean;
}

/** A launch between login initiation and id_token. */
export interface OpenLaunch extends Opening {
  /** Id of the person who opened it. */
  readonly userId: string;
}

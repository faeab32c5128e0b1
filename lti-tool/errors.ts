/**
 * What a person sees is apart from what a log keeps: `userMessage` is shown, `detail` and `cause`
 * are only logged. Expected mistakes in a form are not errors: they are re-rendered with a message.
 */

/** Every error this tool can answer with. The id is shown to people so that they can quote it. */
export type ErrorId =
  | 'activity-unknown'
  | 'body-too-large'
  | 'certificate-unknown'
  | 'certificate-issued'
  | 'certificate-not-complete'
  | 'conflict'
  | 'deep-linking-answered'
  | 'form-expired'
  | 'internal'
  | 'invitation-held'
  | 'invitation-invalid'
  | 'launch-browser-mismatch'
  | 'launch-cookie-missing'
  | 'launch-deployment-unknown'
  | 'launch-expired'
  | 'launch-invalid'
  | 'launch-platform-error'
  | 'launch-platform-inactive'
  | 'launch-platform-unknown'
  | 'launch-replayed'
  | 'launch-target-unknown'
  | 'method-not-allowed'
  | 'not-allowed'
  | 'not-found'
  | 'platform-unreachable'
  | 'registration-failed'
  | 'request-invalid'
  | 'session-missing'
  | 'too-many-requests';

/** What happened, and what the person can do now. Plain text, never an echo of the request. */
export interface UserMessage {
  readonly title: string;
  readonly whatToDo: string;
}

export interface AppErrorOptions {
  readonly id: ErrorId;
  /** HTTP status, 400–599. */
  readonly status: number;
  readonly userMessage: UserMessage;
  /** For the log only. Must not hold tokens, names or e-mail addresses. */
  readonly detail?: string;
  readonly cause?: unknown;
}

/** Any refusal or fault that is answered with the error page (or JSON). */
export class AppError extends Error {
  readonly id: ErrorId;
  readonly status: number;
  readonly userMessage: UserMessage;
  readonly detail: string | undefined;

  constructor(options: AppErrorOptions) {
    super(options.detail ?? options.userMessage.title, { cause: options.cause });
    this.name = 'AppError';
    this.id = options.id;
    this.status = options.status;
    this.userMessage = options.userMessage;
    this.detail = options.detail;
  }
}

/** What somebody has entered, when it cannot be used. */
export interface Problem {
  readonly value: string;
  readonly message: string;
}

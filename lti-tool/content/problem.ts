/** One thing that is wrong with the content, and where. */
export interface Problem {
  /** Path below course-content/, with forward slashes. */
  readonly file: string;
  /** `items[m01-q01].stem`, `line 12`, `line 3, column 5`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** `file: path: message`, or `file: message` where the whole file is meant. */
export function formatProblem({ file, path, message }: Problem): string {
  return path === '' ? `${file}: ${message}` : `${file}: ${path}: ${message}`;
}

/** Collects the problems of one load, so that all of them are reported at once. */
export class ProblemList {
  readonly #problems: Problem[] = [];

  add(file: string, path: string, message: string): void {
    this.#problems.push({ file, path, message });
  }

  /** In the order of files, and within a file in the order of finding. */
  inFileOrder(): readonly Problem[] {
    return [...this.#problems].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  }
}

/** The content is unusable: the server must not start. The message lists every problem. */
export class ContentError extends Error {
  readonly problems: readonly Problem[];

  constructor(folder: string, problems: readonly Problem[]) {
    const lines = problems.map((problem) => `  ${formatProblem(problem)}`);
    super(`The content in ${folder} cannot be used:\n${lines.join('\n')}`);
    this.name = 'ContentError';
    this.problems = problems;
  }
}

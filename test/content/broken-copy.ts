import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkProgramme } from '../../lti-tool/content/load';
import { formatProblem } from '../../lti-tool/content/problem';

export const SMALL = path.join(__dirname, '..', 'fixtures', 'content');

/** Path of a file → its new text, made from the old one; null removes the file. */
export type Changes = Readonly<Record<string, ((text: string) => string) | null>>;

/** Replaces the only occurrence of `before`. */
export function swap(before: string, after: string): (text: string) => string {
  return (text) => {
    if (text.split(before).length !== 2) throw new Error(`not found exactly once: ${before}`);
    return text.replace(before, () => after);
  };
}

/** Runs `use` on a copy of the small programme with the changes made. */
export function withCopy<Result>(changes: Changes, use: (folder: string) => Result): Result {
  const folder = mkdtempSync(path.join(tmpdir(), 'content-'));
  try {
    cpSync(SMALL, folder, { recursive: true });
    for (const [file, change] of Object.entries(changes)) {
      const place = path.join(folder, file);
      if (change === null) rmSync(place);
      else writeFileSync(place, change(readIfThere(place)));
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The problem lines of the changed programme; empty when it is fine. */
export function problemsOf(changes: Changes): string[] {
  return withCopy(changes, (folder) => {
    const result = checkProgramme(folder);
    return 'problems' in result ? result.problems.map(formatProblem) : [];
  });
}

function readIfThere(place: string): string {
  try {
    return readFileSync(place, 'utf8');
  } catch {
    return '';
  }
}

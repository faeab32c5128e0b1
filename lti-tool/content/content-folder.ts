import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import type { ProblemList } from './problem';
import { parseYaml } from './yaml';

/** Reads below course-content/; what cannot be read goes to `problems`. */
export class ContentFolder {
  readonly #root: string;
  readonly problems: ProblemList;

  constructor(root: string, problems: ProblemList) {
    this.#root = root;
    this.problems = problems;
  }

  has(name: string): boolean {
    return existsSync(path.join(this.#root, name));
  }

  /** @param file path below the folder, with forward slashes. */
  text(file: string): string | undefined {
    if (this.has(file)) return readFileSync(path.join(this.#root, file), 'utf8');
    this.problems.add(file, '', 'does not exist');
    return undefined;
  }

  yaml<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> | undefined {
    const text = this.text(file);
    return text === undefined ? undefined : parseYaml(file, text, schema, this.problems);
  }

  /** Names in a folder, sorted; hidden files are left out. */
  names(folder: string): string[] {
    if (!this.has(folder)) {
      this.problems.add(folder, '', 'does not exist');
      return [];
    }
    return readdirSync(path.join(this.#root, folder))
      .filter((name) => !name.startsWith('.'))
      .sort();
  }
}

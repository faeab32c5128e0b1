import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { ProblemList } from './problem';

/**
 * Parses YAML text and validates it. Everything that is wrong goes to `problems`, and the answer is
 * then undefined: syntax errors with line and column, the rest with the path of the value.
 */
export function parseYaml<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
  problems: ProblemList,
): z.output<Schema> | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const faults = [...document.errors, ...document.warnings];
  for (const fault of faults) {
    const { line, col } = lines.linePos(fault.pos[0]);
    problems.add(file, `line ${line}, column ${col}`, fault.message);
  }
  if (faults.length > 0) return undefined;
  const value: unknown = document.toJS();
  const result = schema.safeParse(value, { error: describe });
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        problems.add(file, pathOf(value, [...issue.path, key]), 'is not a known key');
      }
    } else {
      const [inKey] = issue.code === 'invalid_key' ? issue.issues : [];
      problems.add(file, pathOf(value, issue.path), (inKey ?? issue).message);
    }
  }
  return undefined;
}

/** `items[m01-q03].options[b].text`: entries of lists by their id, else by position (`#1` first). */
function pathOf(value: unknown, keys: readonly PropertyKey[]): string {
  let here = value;
  let path = '';
  for (const key of keys) {
    here = here === null || here === undefined ? here : Reflect.get(Object(here), key);
    if (typeof key === 'number') path += `[${idOf(here) ?? `#${key + 1}`}]`;
    else path += path === '' ? String(key) : `.${String(key)}`;
  }
  return path;
}

function idOf(value: unknown): string | undefined {
  const id: unknown = value instanceof Object ? Reflect.get(value, 'id') : undefined;
  return typeof id === 'string' ? id : undefined;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text (in quotes where YAML reads it as something else)',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of keys',
};

/** Plain words for zod's own findings; the messages given in schemas come first. */
function describe(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return 'is missing';
  if (issue.code === 'invalid_type') return `must be ${KINDS[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') return `must be one of: ${issue.values.join(', ')}`;
  if (issue.code === 'too_small') return `is too small: at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `is too large: at most ${issue.maximum}`;
  return undefined;
}

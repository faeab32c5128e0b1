import type { ProblemList } from '../problem';

/** One footnote of a reading or guide. */
export interface Note {
  readonly label: string;
  /** 1-based line in the file. */
  readonly line: number;
  /** Markdown of one line, without the fact ids. */
  readonly text: string;
  readonly facts: readonly string[];
}

/** A Markdown file of the content, taken apart. */
export interface ReadingSource {
  /** YAML, every line at its place in the file; undefined when there is none. */
  readonly frontMatter: string | undefined;
  /** The text without front matter and footnotes; every line at its place in the file. */
  readonly lines: readonly string[];
  readonly notes: ReadonlyMap<string, Note>;
}

/** Takes a Markdown file apart; what is wrong goes to `problems`. */
export function readSource(file: string, text: string, problems: ProblemList): ReadingSource {
  const lines = text.split(/\r?\n/);
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end === -1) {
    problems.add(file, 'line 1', 'must begin with front matter between two lines of ---');
    const notes = takeNotes(file, lines, problems);
    return { frontMatter: undefined, lines, notes };
  }
  const yaml = ['', ...lines.slice(1, end)].join('\n');
  const body = lines.map((line, index) => (index <= end ? '' : line));
  const notes = takeNotes(file, body, problems);
  return { frontMatter: yaml, lines: body, notes };
}

const DEFINITION = /^\[\^([^\]]*)\]:\s*(.*)$/;
const FACTS_AT_END = /\s*\((F\d{1,2}\.\d{2}(?:, F\d{1,2}\.\d{2})*)\)$/;

/** Moves the footnote definitions out of `lines`. */
function takeNotes(file: string, lines: string[], problems: ProblemList): Map<string, Note> {
  const notes = new Map<string, Note>();
  for (const [index, line] of lines.entries()) {
    const [, label, content] = DEFINITION.exec(line) ?? [];
    if (label === undefined || content === undefined) continue;
    const where = `line ${index + 1}`;
    const next = lines[index + 1] ?? '';
    if (!/^[a-z0-9-]+$/.test(label)) {
      problems.add(file, where, `footnote "${label}": use lower-case letters, digits and hyphens`);
    }
    if (notes.has(label)) problems.add(file, where, `footnote "${label}" is defined twice`);
    if (next.trim() !== '' && !DEFINITION.test(next)) {
      problems.add(file, where, `footnote "${label}": write it on one line, then an empty line`);
    }
    const facts = FACTS_AT_END.exec(content)?.[1]?.split(', ');
    if (!facts) {
      problems.add(file, where, `footnote "${label}" must end with its fact ids, such as (F1.01)`);
    }
    const shown = content.replace(FACTS_AT_END, '');
    notes.set(label, { label, line: index + 1, text: shown, facts: facts ?? [] });
    lines[index] = '';
  }
  return notes;
}

import type { ContentFolder } from './content-folder';
import type { GlossaryTerm } from './programme';
import { factsFile, glossaryFile, sourcesFile } from './schemas/reference';

/** Fact id → true when a reading or an item may rest on it. */
export type Facts = ReadonlyMap<string, boolean>;

/**
 * sources/: only facts that are wholly found may be taught (curriculum section 0, rule 6).
 * @returns undefined when the list itself is broken.
 */
export function loadFacts(folder: ContentFolder): Facts | undefined {
  const file = 'sources/facts.yaml';
  const facts = folder.yaml(file, factsFile);
  const sources = folder.yaml('sources/sources.yaml', sourcesFile);
  if (!facts) return undefined;
  for (const [id, fact] of Object.entries(facts)) {
    if (fact.status === 'found' && fact.sources.length === 0) {
      folder.problems.add(file, id, 'is found but names no source');
    }
    for (const source of sources ? fact.sources : []) {
      if (!sources?.[source]) {
        folder.problems.add(file, id, `source ${source} is not in sources/sources.yaml`);
      }
    }
  }
  return new Map(Object.entries(facts).map(([id, { status }]) => [id, status === 'found']));
}

/** Reports every fact in `ids` that does not exist or may not be taught. */
export function checkFacts(
  ids: readonly string[],
  facts: Facts | undefined,
  report: (message: string) => void,
): void {
  for (const id of facts ? ids : []) {
    const found = facts?.get(id);
    if (found === undefined) report(`${id} is not in sources/facts.yaml`);
    else if (!found) report(`${id} is not cleared: only facts with status "found" may be taught`);
  }
}

/** glossary.d/: all files as one list. @returns undefined when one of them is broken. */
export function loadGlossary(folder: ContentFolder): Map<string, GlossaryTerm> | undefined {
  const glossary = new Map<string, GlossaryTerm>();
  const homes = new Map<string, string>();
  let broken = false;
  for (const name of folder.names('glossary.d')) {
    const file = `glossary.d/${name}`;
    const terms = folder.yaml(file, glossaryFile);
    broken ||= !terms;
    for (const term of terms ?? []) {
      const home = homes.get(term.id);
      if (home) folder.problems.add(file, `[${term.id}]`, `the id is already used in ${home}`);
      homes.set(term.id, file);
      glossary.set(term.id, term);
    }
  }
  return broken ? undefined : glossary;
}

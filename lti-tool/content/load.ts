import { ContentFolder } from './content-folder';
import { deepFreeze } from './freeze';
import { loadEditions } from './load-edition';
import { loadGuides } from './load-guides';
import { loadModule } from './load-module';
import { loadFacts, loadGlossary } from './load-reference';
import { ContentError, type Problem, ProblemList } from './problem';
import type { Activity, Module, Programme, Programmes } from './programme';
import { programmeFile } from './schemas/programme';

export interface LoadOptions {
  /** Edition id; default: the one that programme.yaml names. */
  readonly edition?: string;
}

/**
 * Reads and validates course-content/ into one frozen Programme.
 * @param folder path of course-content/.
 * @throws ContentError whose message lists every problem of every file.
 */
export function loadProgramme(folder: string, options: LoadOptions = {}): Programme {
  return loadProgrammes(folder, options).usual;
}

/** The same for every edition in editions/. */
export function loadProgrammes(folder: string, options: LoadOptions = {}): Programmes {
  const result = checkProgrammes(folder, options);
  if ('problems' in result) throw new ContentError(folder, result.problems);
  return result.programmes;
}

/** The same as `loadProgramme`, with the problems as a result: none, or the programme. */
export function checkProgramme(
  path: string,
  options: LoadOptions = {},
): { readonly programme: Programme } | { readonly problems: readonly Problem[] } {
  const result = checkProgrammes(path, options);
  return 'problems' in result ? result : { programme: result.programmes.usual };
}

function checkProgrammes(
  path: string,
  options: LoadOptions,
): { readonly programmes: Programmes } | { readonly problems: readonly Problem[] } {
  const problems = new ProblemList();
  const folder = new ContentFolder(path, problems);
  const source = folder.yaml('programme.yaml', programmeFile);
  const facts = loadFacts(folder);
  const glossary = loadGlossary(folder);
  // While programme.yaml is broken, every module is checked all the same.
  const names = source?.modules ?? folder.names('modules');
  const modules = names.flatMap((name) => loadModule(name, { folder, facts, glossary }) ?? []);
  checkNumbers(names, problems);
  const guides = loadGuides({ folder, facts, glossary });
  const editions = loadEditions(folder, source);
  const id = options.edition ?? source?.edition;
  if (id !== undefined && !folder.has(`editions/${id}.yaml`)) {
    problems.add(`editions/${id}.yaml`, '', 'does not exist');
  }

  const found = problems.inFileOrder();
  if (found.length > 0 || !source || !glossary || id === undefined) return { problems: found };
  const inAllEditions = {
    id: source.id,
    title: source.title,
    aims: source.aims,
    modules,
    glossary,
    guides,
  };
  const byEdition = new Map(
    [...editions].map(([editionId, { edition, liveSessions }]): [string, Programme] => {
      const activities = activitiesById(modules, liveSessions);
      return [editionId, { ...inAllEditions, edition, liveSessions, activities }];
    }),
  );
  const usual = byEdition.get(id);
  return usual ? { programmes: deepFreeze({ usual, byEdition }) } : { problems: found };
}

/** Ids of readings, items and objectives carry the module's number: it must be its own. */
function checkNumbers(names: readonly string[], problems: ProblemList): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const number = name.slice(0, 2);
    const other = seen.get(number);
    if (other) problems.add(`modules/${name}`, '', `has the same number as modules/${other}`);
    seen.set(number, name);
  }
}

function activitiesById(
  modules: readonly Module[],
  liveSessions: Programme['liveSessions'],
): Map<string, Activity> {
  const selfPaced = modules.flatMap(({ readings, assessment }) => [...readings, assessment]);
  return new Map([...selfPaced, ...liveSessions].map((activity) => [activity.id, activity]));
}

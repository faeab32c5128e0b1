import type { ContentFolder } from './content-folder';
import { loadFigures } from './figure/figure';
import { checkFacts, type Facts } from './load-reference';
import type { Assessment, Figure, GlossaryTerm, Module, Reading } from './programme';
import { type ParsedReading, parseReading } from './reading/reading';
import { assessmentFile, type ModuleFile, moduleFile } from './schemas/module';

/** What modules point to; undefined while its own files are broken, so that nothing is blamed twice. */
export interface ModuleContext {
  readonly folder: ContentFolder;
  readonly facts: Facts | undefined;
  readonly glossary: ReadonlyMap<string, GlossaryTerm> | undefined;
}

/**
 * modules/NN-slug/ → a Module. All three kinds of files are checked even when one is broken.
 * @returns undefined when something needed is missing; the reasons are among the problems.
 */
export function loadModule(name: string, context: ModuleContext): Module | undefined {
  const home = `modules/${name}`;
  const number = Number(name.slice(0, 2));
  const code = `m${name.slice(0, 2)}`;
  if (!context.folder.has(home)) {
    context.folder.problems.add(home, '', 'does not exist, but programme.yaml lists it');
    return undefined;
  }
  const file = `${home}/module.yaml`;
  const report = reporter(context.folder, file);
  const source = context.folder.yaml(file, moduleFile);
  if (source) {
    if (source.id !== code) report('id', `must be ${code}, as the folder says`);
    if (source.number !== number) report('number', `must be ${number}, as the folder says`);
    if (source.assessment !== `${code}-test`) report('assessment', `must be ${code}-test`);
    checkObjectiveIds(source, number, report);
  }
  const figures = loadFigures(home, context.folder);
  const readings = loadReadings(home, code, { source, figures }, context);
  const assessment = loadAssessment(home, code, source, context);
  if (!source || !assessment) return undefined;
  return {
    id: source.id,
    number: source.number,
    title: source.title,
    summary: source.summary,
    objectives: source.objectives,
    readings,
    figures: [...figures.values()],
    assessment,
  };
}

type Report = (path: string, message: string) => void;

function reporter({ problems }: ContentFolder, file: string): Report {
  return (path, message) => {
    problems.add(file, path, message);
  };
}

function checkObjectiveIds(source: ModuleFile, number: number, report: Report): void {
  const seen = new Set<string>();
  for (const { id } of source.objectives) {
    if (Number.parseInt(id, 10) !== number) {
      report(`objectives[${id}].id`, `must begin with ${number}, the module's number`);
    }
    if (seen.has(id)) report(`objectives[${id}].id`, 'is used twice');
    seen.add(id);
  }
}

/** Reading N of a module is readings/rN-slug.md: every listed one has one file, every file is listed. */
function loadReadings(
  home: string,
  code: string,
  { source, figures }: { source: ModuleFile | undefined; figures: ReadonlyMap<string, Figure> },
  context: ModuleContext,
): Reading[] {
  const { folder, facts, glossary } = context;
  const parsed = new Map<string, ParsedReading>();
  const files = new Map<string, string>();
  for (const name of folder.names(`${home}/readings`)) {
    const file = `${home}/readings/${name}`;
    const report = reporter(folder, file);
    const number = /^r(\d)-[a-z0-9-]+\.md$/.exec(name)?.[1];
    if (number === undefined) {
      report('', 'must be named like r1-some-words.md');
      continue;
    }
    const id = `${code}-r${number}`;
    const other = files.get(id);
    if (other) report('', `${other} is ${id} already`);
    files.set(id, name);
    if (source && !source.readings.includes(id)) report('', `module.yaml does not list ${id}`);
    const text = folder.text(file) ?? '';
    const reading = parseReading(file, text, {
      moduleId: code,
      glossary,
      figures,
      problems: folder.problems,
    });
    if (!reading) continue;
    parsed.set(id, reading);
    if (reading.frontMatter.id !== id) report('id', `must be ${id}, as the file's name says`);
    checkFacts(reading.frontMatter.facts, facts, (message) => {
      report('facts', message);
    });
    for (const objective of source ? reading.frontMatter.objectives : []) {
      if (!source?.objectives.some((own) => own.id === objective)) {
        report('objectives', `module.yaml has no objective ${objective}`);
      }
    }
  }
  return (source?.readings ?? []).flatMap((id, index, all) => {
    const report = reporter(folder, `${home}/module.yaml`);
    if (all.indexOf(id) !== index) report('readings', `names ${id} twice`);
    if (!files.has(id)) report('readings', `${id} has no file in readings/`);
    const reading = parsed.get(id)?.reading;
    return reading ? [reading] : [];
  });
}

function loadAssessment(
  home: string,
  code: string,
  source: ModuleFile | undefined,
  { folder, facts }: ModuleContext,
): Assessment | undefined {
  const file = `${home}/assessment.yaml`;
  const report = reporter(folder, file);
  const assessment = folder.yaml(file, assessmentFile);
  if (!assessment) return undefined;
  if (assessment.id !== `${code}-test`) report('id', `must be ${code}-test`);
  const seen = new Set<string>();
  for (const item of assessment.items) {
    const path = `items[${item.id}]`;
    if (!item.id.startsWith(`${code}-`)) report(`${path}.id`, `must begin with ${code}-`);
    if (seen.has(item.id)) report(`${path}.id`, 'is used twice');
    seen.add(item.id);
    checkFacts(item.facts, facts, (message) => {
      report(`${path}.facts`, message);
    });
    for (const objective of source ? item.objectives : []) {
      if (source?.objectives.some(({ id }) => id === objective)) continue;
      report(`${path}.objectives`, `module.yaml has no objective ${objective}`);
    }
  }
  for (const { id } of source?.objectives ?? []) {
    if (!assessment.items.some(({ objectives }) => objectives.includes(id))) {
      report('items', `no item tests objective ${id}`);
    }
  }
  return { kind: 'assessment', moduleId: code, ...assessment };
}

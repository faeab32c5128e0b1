import { ContentFolder } from '../content-folder';
import { ProblemList } from '../problem';
import type { Assessment, Module, Programme } from '../programme';
import { programmeFile } from '../schemas/programme';
import { type ReadingText, readingTexts } from './reading-text';

/** A module with the texts of its files. */
export interface ModuleTexts {
  /** `modules/NN-slug` */
  readonly home: string;
  readonly module: Module;
  readonly readings: readonly ReadingText[];
}

/** All content, with the files that it stands in: what the editorial checks look at. */
export interface Corpus {
  readonly folder: ContentFolder;
  readonly programme: Programme;
  readonly modules: readonly ModuleTexts[];
  /** The pages about the training and those for its live days. */
  readonly guides: readonly ReadingText[];
}

/** @param path of a course-content/ that loads without a problem as `programme`. */
export function readCorpus(path: string, programme: Programme): Corpus {
  const folder = new ContentFolder(path, new ProblemList());
  const names = folder.yaml('programme.yaml', programmeFile)?.modules ?? [];
  const modules = programme.modules.map((module, index) => {
    const home = `modules/${names[index] ?? ''}`;
    return { home, module, readings: readingTexts(folder, `${home}/readings`) };
  });
  const guides = ['pages', 'live'].flatMap((home) => readingTexts(folder, home));
  return { folder, programme, modules, guides };
}

/** The place of an assessment in its folder. */
export function assessmentFileOf({ home }: ModuleTexts): string {
  return `${home}/assessment.yaml`;
}

/** Every item of the bank with its place. */
export function itemsOf(
  corpus: Corpus,
): readonly { file: string; path: string; item: Assessment['items'][number] }[] {
  return corpus.modules.flatMap((texts) =>
    texts.module.assessment.items.map((item) => ({
      file: assessmentFileOf(texts),
      path: `items[${item.id}]`,
      item,
    })),
  );
}

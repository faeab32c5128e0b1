import { glossaryFile } from '../schemas/reference';
import { svgParts } from '../figure/svg-parts';
import { type Corpus, itemsOf } from './corpus';
import type { ReadingText } from './reading-text';
import { withoutReferences } from './sentences';

/** Our own words, one a line: names and terms that no dictionary has. */
const OWN_WORDS = 'words.txt';

/** Addresses, abbreviations, articles and document symbols are no words. */
const NO_WORD = /https?:\S+|\p{Ll}+(?:\.\p{Ll}+)+|\S*\d\S*|\p{Lu}[\p{Lu}/.&-]+s?(?![\p{L}])/gu;
const WORD = /\p{L}+(?:[’']\p{L}+)*/gu;

interface Text {
  readonly file: string;
  readonly path: string;
  readonly text: string;
}

/**
 * Every text that people see is spelled as the dictionary or words.txt has it.
 * @param isWord knows British English.
 */
export function checkSpelling(corpus: Corpus, isWord: (word: string) => boolean): void {
  const { problems } = corpus.folder;
  const own = ownWords(corpus);
  for (const { file, path, text } of textsOf(corpus)) {
    const words = withoutReferences(text).replace(NO_WORD, ' ').match(WORD) ?? [];
    for (const word of new Set(words)) {
      const bare = word.replaceAll('’', "'").replace(/'s?$/, '');
      if (!own.has(bare) && !own.has(bare.toLowerCase()) && !isWord(bare)) {
        problems.add(file, path, `"${word}" is not in the dictionary, nor in ${OWN_WORDS}`);
      }
    }
  }
}

function ownWords({ folder }: Corpus): ReadonlySet<string> {
  if (!folder.has(OWN_WORDS)) return new Set();
  const lines = (folder.text(OWN_WORDS) ?? '').split('\n').map((line) => line.trim());
  return new Set(lines.filter((line) => line !== '' && !line.startsWith('#')));
}

function textsOf(corpus: Corpus): Text[] {
  const { aims, liveSessions, guides } = corpus.programme;
  const guideTitles = [...guides.values()].map(({ title }) => title);
  return [
    ...stringsIn([aims, liveSessions]).map((text) => ({ file: 'programme.yaml', path: '', text })),
    ...guideTitles.map((text) => ({ file: 'pages, live', path: 'title', text })),
    ...corpus.guides.flatMap(pieceTexts),
    ...glossaryTexts(corpus),
    ...corpus.modules.flatMap(({ home, module, readings }) => {
      const { title, summary, objectives, figures } = module;
      const file = `${home}/module.yaml`;
      return [
        ...stringsIn([title, summary, objectives]).map((text) => ({ file, path: '', text })),
        ...readings.flatMap(pieceTexts),
        ...module.readings.flatMap((reading, index) =>
          stringsIn([reading.title, reading.questions]).map((text) => ({
            file: readings[index]?.file ?? '',
            path: 'front matter',
            text,
          })),
        ),
        ...figures.flatMap(({ address, svg }) => drawnTexts(home, address, svg)),
      ];
    }),
    ...itemsOf(corpus).flatMap(({ file, path, item }) =>
      stringsIn(item).map((text) => ({ file, path, text })),
    ),
  ];
}

function pieceTexts({ file, pieces }: ReadingText): Text[] {
  return pieces.map(({ line, text }) => ({ file, path: `line ${line}`, text }));
}

function glossaryTexts({ folder }: Corpus): Text[] {
  return folder.names('glossary.d').flatMap((name) => {
    const file = `glossary.d/${name}`;
    return (folder.yaml(file, glossaryFile) ?? []).flatMap(({ id, term, definition }) =>
      [term, definition].map((text) => ({ file, path: `[${id}]`, text })),
    );
  });
}

/** The words in a drawing. */
function drawnTexts(home: string, address: string, svg: string): Text[] {
  const parts = svgParts(svg);
  if ('message' in parts) return [];
  const file = `${home}/figures/${address.replace(/^\/figures\/.{11}/, '')}`;
  return parts.flatMap((part) =>
    part.kind === 'text' ? [{ file, path: '', text: part.text.replace(/&\w+;/g, ' ') }] : [],
  );
}

/** Keys whose values are for machines. */
const MACHINE_KEYS = new Set(['id', 'type', 'kind', 'objective', 'facts']);

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  if (!(value instanceof Object) || value instanceof Date) return [];
  return Object.entries(value).flatMap(([key, entry]) =>
    MACHINE_KEYS.has(key) ? [] : stringsIn(entry),
  );
}

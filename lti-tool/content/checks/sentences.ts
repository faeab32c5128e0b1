const ABBREVIATION = /\b(arts?|paras?|nos?|vol|ch|cf|vs|mr|mrs|ms|dr|prof|st|e\.g|i\.e)\.$/i;
const END = /[.!?…]["”’')\]]*(?:\[\^[^\]]*\])*\s+(?=["“‘'(]*[\p{Lu}\p{N}])/gu;
const REFERENCE = /\[\^([^\]]*)\]/g;

/** Sentences of a text; footnote references stay with the sentence before them. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    const sentence = text.slice(start, end).trim();
    if (ABBREVIATION.test(sentence)) continue;
    sentences.push(sentence);
    start = end;
  }
  const rest = text.slice(start).trim();
  return rest === '' ? sentences : [...sentences, rest];
}

/** True when a source is given in the text. */
export function isCited(text: string): boolean {
  return text.search(REFERENCE) !== -1;
}

export function withoutReferences(text: string): string {
  return text.replace(REFERENCE, '');
}

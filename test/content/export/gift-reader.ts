/** One question as a GIFT importer sees it. */
export interface GiftQuestion {
  readonly name: string;
  readonly stem: string;
  readonly answers: readonly GiftAnswer[];
  /** Of a true/false question. */
  readonly verdict: boolean | undefined;
  readonly generalFeedback: string;
}

export interface GiftAnswer {
  /** Per cent of the mark. */
  readonly weight: number;
  readonly text: string;
  /** The right side of a pair. */
  readonly match: string | undefined;
  readonly feedback: string;
}

/** Reads GIFT as docs.moodle.org describes it: questions are separated by empty lines. */
export function readGift(file: string): GiftQuestion[] {
  return file
    .split(/\n\s*\n/)
    .map((block) => block.replace(/^\/\/.*$/gm, '').trim())
    .filter((block) => block !== '' && !block.startsWith('$CATEGORY: '))
    .map(readQuestion);
}

/** A sign with a backslash before it is text: for the time of reading it gets a sign of its own. */
const hide = (text: string): string =>
  text.replace(/\\([~=#{}:\\n])/g, (_all, sign: string) =>
    String.fromCharCode(0xe000 + sign.charCodeAt(0)),
  );
const show = (text: string): string =>
  text
    .replace(/[\ue000-\ue0ff]/g, (sign) => {
      const shown = String.fromCharCode(sign.charCodeAt(0) - 0xe000);
      return shown === 'n' ? '\n' : shown;
    })
    .trim();

function readQuestion(block: string): GiftQuestion {
  const hidden = hide(block);
  const [, name, stem, body] = /^::([^:]+)::\[plain\]([^{}~=#]+)\{([^{}]*)\}$/.exec(hidden) ?? [];
  if (name === undefined || stem === undefined || body === undefined) {
    throw new Error(`not GIFT: ${block}`);
  }
  const [answers = '', generalFeedback = ''] = body.split('####');
  const verdict = /^(TRUE|FALSE)$/.exec(answers.trim())?.[1];
  return {
    name: show(name),
    stem: show(stem),
    answers: verdict ? [] : [...answers.matchAll(/([=~])([^=~]*)/g)].map(readAnswer),
    verdict: verdict && verdict === 'TRUE',
    generalFeedback: show(generalFeedback),
  } as GiftQuestion;
}

function readAnswer([, sign, rest = '']: RegExpExecArray): GiftAnswer {
  const [body = '', feedback = ''] = rest.split('#');
  const [, percent, text = ''] = /^(?:%(-?[\d.]+)%)?([^]*)$/.exec(body) ?? [];
  const [left = '', right] = text.split('->');
  return {
    weight: percent === undefined ? (sign === '=' ? 100 : 0) : Number(percent),
    text: show(left),
    match: right === undefined ? undefined : show(right),
    feedback: show(feedback),
  };
}

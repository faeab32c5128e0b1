/** One typeface in one weight, for the scripts that it was drawn for. */
export interface FontFamily {
  readonly id: string;
  /** The npm package that its files come from. */
  readonly package: string;
  /** One font file of the package, or its stylesheet where the font comes in slices by `unicode-range`. */
  readonly source: string;
  /** The font's own copyright notice, where its package does not carry it. */
  readonly notice?: string;
}

/** Noto Serif where it exists; semi-bold, so that a name carries the page. */
export const WEIGHT = 600;

const noto = (script: string): FontFamily => ({
  id: script,
  package: `@fontsource-variable/noto-serif-${script}`,
  source: `files/noto-serif-${script}-${script}-wght-normal.woff2`,
});

const notoCjk = (id: string): FontFamily => ({
  id,
  package: `@fontsource-variable/noto-serif-${id}`,
  source: 'wght.css',
});

/** Latin, Greek and Cyrillic, and the signs and digits of every script without its own. */
export const LATIN: FontFamily = {
  id: 'latin',
  package: '@expo-google-fonts/noto-serif',
  source: '600SemiBold/NotoSerif_600SemiBold.ttf',
};

const NASKH: FontFamily = {
  id: 'naskh',
  package: '@fontsource-variable/noto-naskh-arabic',
  source: 'files/noto-naskh-arabic-arabic-wght-normal.woff2',
};

const NASTALIQ: FontFamily = {
  id: 'nastaliq',
  package: '@fontsource-variable/noto-nastaliq-urdu',
  source: 'files/noto-nastaliq-urdu-arabic-wght-normal.woff2',
};

/** The only one with all of GB 18030's ideographs for names; the Noto packages hold 12,000 of 28,000. */
const SIMPLIFIED: FontFamily = {
  id: 'sc',
  package: '@chinese-fonts/syst',
  source: 'dist/SourceHanSerifCN/result.css',
  notice: "© 2017-2022 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'.",
};
const TRADITIONAL = notoCjk('tc');
const JAPANESE = notoCjk('jp');
const KOREAN = notoCjk('kr');

const BY_SCRIPT: Readonly<Record<string, FontFamily>> = {
  Latn: LATIN,
  Grek: LATIN,
  Cyrl: LATIN,
  Geor: noto('georgian'),
  Armn: noto('armenian'),
  Hebr: noto('hebrew'),
  Arab: NASKH,
  Thaa: {
    id: 'thaana',
    package: '@fontsource-variable/noto-sans-thaana',
    source: 'files/noto-sans-thaana-thaana-wght-normal.woff2',
  },
  Deva: noto('devanagari'),
  Beng: noto('bengali'),
  Gujr: noto('gujarati'),
  Guru: noto('gurmukhi'),
  Orya: noto('oriya'),
  Taml: noto('tamil'),
  Telu: noto('telugu'),
  Knda: noto('kannada'),
  Mlym: noto('malayalam'),
  Sinh: noto('sinhala'),
  Thai: noto('thai'),
  Laoo: noto('lao'),
  Khmr: noto('khmer'),
  Mymr: {
    id: 'myanmar',
    package: '@fontsource/noto-serif-myanmar',
    source: 'files/noto-serif-myanmar-myanmar-600-normal.woff2',
  },
  Tibt: noto('tibetan'),
  Hang: KOREAN,
  Hira: JAPANESE,
  Kana: JAPANESE,
  Bopo: TRADITIONAL,
  Han: SIMPLIFIED,
};

/** ISO 15924 codes of the scripts that names can be written in. */
export const SCRIPTS: readonly string[] = Object.keys(BY_SCRIPT);

/** Every family once: what the build copies. */
export const FAMILIES: readonly FontFamily[] = [
  ...new Map([...Object.values(BY_SCRIPT), NASTALIQ].map((family) => [family.id, family])).values(),
];

/** Whose readers expect Nastaliq: Urdu, Punjabi (`pnb` becomes `lah`), Kashmiri, Saraiki, Khowar. */
const NASTALIQ_LANGUAGES = ['ur', 'pa', 'lah', 'ks', 'skr', 'khw'];

/**
 * The families for a script, best first. Han differs by country: what the locale leaves open is
 * read from the other scripts of the name.
 *
 * @param others the ISO 15924 codes of all scripts in the text.
 */
export function familiesFor(
  script: string,
  locale: string | undefined,
  others: ReadonlySet<string>,
): readonly FontFamily[] {
  const family = BY_SCRIPT[script];
  if (family === undefined) return [];
  if (script === 'Han') return [hanFamily(locale, others), SIMPLIFIED, JAPANESE, TRADITIONAL];
  if (script === 'Arab' && NASTALIQ_LANGUAGES.includes(languageOf(locale) ?? '')) {
    return [NASTALIQ, NASKH];
  }
  return [family];
}

function hanFamily(locale: string | undefined, others: ReadonlySet<string>): FontFamily {
  const { language, script } = maximized(locale) ?? {};
  if (language === 'ja') return JAPANESE;
  if (language === 'ko') return KOREAN;
  if (language === 'zh' || language === 'yue') return script === 'Hant' ? TRADITIONAL : SIMPLIFIED;
  if (others.has('Hira') || others.has('Kana')) return JAPANESE;
  if (others.has('Hang')) return KOREAN;
  return others.has('Bopo') ? TRADITIONAL : SIMPLIFIED;
}

function languageOf(locale: string | undefined): string | undefined {
  return maximized(locale)?.language;
}

/** Locales come from platforms: what is no locale counts as none. */
function maximized(locale: string | undefined): Intl.Locale | undefined {
  if (locale === undefined) return undefined;
  try {
    return new Intl.Locale(locale.replace(/_/g, '-')).maximize();
  } catch {
    return undefined;
  }
}

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import type { Assets } from './assets';
import type { Link } from './view';

/** What the layout needs besides the page itself. */
export interface Chrome {
  /** Title of the document, without the training's name. */
  readonly title: string;
  /** Where the person can go within the tool; absent outside a session. */
  readonly navigation?: readonly {
    readonly href: string;
    readonly label: string;
    readonly current: boolean;
  }[];
  /** Assets (ES modules) that this page enhances itself with. */
  readonly scripts?: readonly string[];
  /** Course and platform that the person came from. */
  readonly place?: string | undefined;
  /** The way back there. */
  readonly back?: Link | undefined;
  /** The person's locale as the platform told it (BCP 47), for dates and times. */
  readonly locale?: string | undefined;
  /** In a page session: the token that links send. */
  readonly pageToken?: string | undefined;
  /** In a page session: whether the page can be asked for again, which an answer to a form cannot. */
  readonly isView?: boolean;
}

const BARE = {
  navigation: [],
  scripts: [],
  place: undefined,
  back: undefined,
  locale: undefined,
  pageToken: undefined,
  isView: false,
};

/** Renders pages; every template is compiled at the start, so a broken one stops the start. */
export interface Templates {
  /** @param page path below views/pages without extension, for example `reading/page`. */
  page(page: string, model: object, chrome: Chrome): string;
}

type Render = (context: object) => string;

/**
 * Loads views/: layouts/main.hbs gets `{ chrome, evaluation, body }`, partials/*.hbs are registered by
 * file name, pages/**.hbs get their view model. Missing values throw (`strict`), helpers: `asset`.
 */
export function loadTemplates(
  viewsFolder: string,
  assets: Assets,
  options: { readonly evaluation: boolean },
): Templates {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('asset', (name: string) => assets.url(name));
  const compile = (name: string): Render => {
    const source = readFileSync(path.join(viewsFolder, `${name}.hbs`), 'utf8');
    return handlebars.compile(parse(name, source), { strict: true });
  };
  for (const name of templatesBelow(path.join(viewsFolder, 'partials'))) {
    handlebars.registerPartial(name, compile(`partials/${name}`));
  }
  const pages = new Map(
    templatesBelow(path.join(viewsFolder, 'pages')).map((name) => [name, compile(`pages/${name}`)]),
  );
  const layout = compile('layouts/main');
  return {
    page(page, model, chrome) {
      const render = pages.get(page);
      if (!render) throw new Error(`views/pages/${page}.hbs does not exist`);
      const complete = { ...BARE, ...chrome, hasOrigin: Boolean(chrome.back ?? chrome.place) };
      return layout({ chrome: complete, evaluation: options.evaluation, body: render(model) });
    },
  };
}

/** Parses now: Handlebars itself would leave a broken template until somebody opens its page. */
function parse(name: string, source: string): hbs.AST.Program {
  try {
    return Handlebars.parse(source);
  } catch (error) {
    throw new Error(`views/${name}.hbs is broken: ${String(error)}`, { cause: error });
  }
}

/** Paths below a folder, with forward slashes and without extension. */
function templatesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => file.slice(0, -'.hbs'.length).split(path.sep).join('/'));
}

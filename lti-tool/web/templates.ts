import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import type { Assets } from './assets';

/** What the layout needs besides the page itself. */
export interface Chrome {
  /** Title of the document, without the training's name. */
  readonly title: string;
  /** Title of the course in the platform, where the launch gave one. */
  readonly course?: string;
  /** Where the person can go within the tool; absent outside a session. */
  readonly navigation?: readonly {
    readonly href: string;
    readonly label: string;
    readonly current: boolean;
  }[];
  /** Assets (ES modules) that this page enhances itself with. */
  readonly scripts?: readonly string[];
}

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
  for (const [name, source] of filesBelow(path.join(viewsFolder, 'partials'))) {
    handlebars.registerPartial(name, handlebars.compile(source, { strict: true }));
  }
  const compile = (source: string): Render => handlebars.compile(source, { strict: true });
  const pages = new Map(
    filesBelow(path.join(viewsFolder, 'pages')).map(([name, source]) => [name, compile(source)]),
  );
  const layout = compile(readFileSync(path.join(viewsFolder, 'layouts', 'main.hbs'), 'utf8'));
  return {
    page(page, model, chrome) {
      const render = pages.get(page);
      if (!render) throw new Error(`views/pages/${page}.hbs does not exist`);
      const complete = { course: undefined, navigation: [], scripts: [], ...chrome };
      return layout({ chrome: complete, evaluation: options.evaluation, body: render(model) });
    },
  };
}

function filesBelow(folder: string): [name: string, source: string][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => [
      file.slice(0, -'.hbs'.length).split(path.sep).join('/'),
      readFileSync(path.join(folder, file), 'utf8'),
    ]);
}

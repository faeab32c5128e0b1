import type { Response } from 'express';
import { allowForms } from '../../web/security-headers';
import { sendText } from '../../web/send-text';
import type { Templates } from '../../web/templates';

/** One value in the storage of a platform: where it is, and under which name. */
interface StoredValue {
  readonly origin: string;
  readonly target: string;
  readonly key: string;
}

type Fields = Readonly<Record<string, string>>;

/**
 * The pages between a login and the activity. Their forms may lead on to any platform's sign-in.
 * @returns what lti/launch-pages.ts asks for.
 */
export function launchPages(templates: Templates) {
  function send(res: Response, page: string, script: string, title: string, model: object): void {
    allowForms(res, ['https:', 'http:']);
    res.set('Cache-Control', 'no-store');
    const chrome = { title, scripts: [script] };
    sendText(res, 'html', templates.page(`launch/${page}`, model, chrome));
  }
  return {
    keepInStorage(
      res: Response,
      page: StoredValue & {
        readonly value: string;
        readonly next: string;
        readonly initiation: Fields;
      },
    ): void {
      const { initiation, ...storage } = page;
      const model = { ...storage, fields: pairs(initiation) };
      send(res, 'keep-in-storage', 'platform-storage.js', OPENING, model);
    },
    readFromStorage(
      res: Response,
      { idToken, state, ...storage }: StoredValue & { idToken: string; state: string },
    ): void {
      const model = { ...storage, fields: pairs({ id_token: idToken, state, proof: '' }) };
      send(res, 'read-from-storage', 'platform-storage.js', OPENING, model);
    },
    openInNewTab(res: Response, { initiation }: { readonly initiation: Fields }): void {
      const title = 'Open the activity in a new tab';
      send(res, 'new-tab', 'open-once.js', title, { fields: pairs(initiation) });
    },
  };
}

const OPENING = 'Opening the activity';

function pairs(fields: Fields): { name: string; value: string }[] {
  return Object.entries(fields).map(([name, value]) => ({ name, value }));
}

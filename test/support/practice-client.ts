import { Browser, pairsOf } from './browser';
import type { Fields, Page } from './browser';
import { formsIn, unescapeHtml } from './html-forms';
import type { HtmlForm } from './html-forms';

export interface LaunchRequest {
  /** Base URL of the practice LMS. */
  readonly lmsUrl: string;
  /** Handle of one of its people, for example `asha`. */
  readonly persona: string;
  /** Id of an activity in its course. */
  readonly activity: string;
  readonly target?: 'iframe' | 'window' | 'frame';
  /** A facilitator who has switched to the role of a participant (Moodle). */
  readonly role?: 'participant';
  /** Handle of the participant whose work is to be reviewed (Moodle). */
  readonly review?: string;
  /** Another launch in the same browser; a browser of its own unless given. */
  readonly browser?: Browser;
  /** Stay where the first facilitator of a course is asked for its edition; else it is confirmed. */
  readonly asksEdition?: true;
}

/** Someone inside the tool. Paths are below the tool's origin, or whole addresses. */
export class Visit {
  readonly browser: Browser;
  readonly #origin: string;
  #page: Page;

  constructor(browser: Browser, page: Page) {
    this.browser = browser;
    this.#origin = new URL(page.url).origin;
    this.#page = page;
  }

  /** The page that this visit is on: the last answer, after redirects. */
  get page(): Page {
    return this.#page;
  }

  /** Path and query of the page. */
  get path(): string {
    const { pathname, search } = new URL(this.#page.url);
    return pathname + search;
  }

  async get(path: string): Promise<Page> {
    this.#page = await this.browser.get(new URL(path, this.#origin).href);
    return this.#page;
  }

  /** Posts exactly these fields; nothing of the page is added. */
  async postForm(path: string, fields: Fields): Promise<Page> {
    const url = new URL(path, this.#page.url).href;
    this.#page = await this.browser.post(url, fields, this.#page.url);
    return this.#page;
  }

  /**
   * Fills in a form of the page and posts it, hidden fields and all.
   * @param changes replace what the form holds under these names.
   * @param action part of the form's action, where the page has several forms.
   */
  async submit(changes: Fields = {}, action = ''): Promise<Page> {
    const form = findForm(this.#page, action);
    const given = pairsOf(changes);
    const names = new Set(given.map(([name]) => name));
    const kept = form.fields.filter(([name]) => !names.has(name));
    return this.postForm(form.action, [...kept, ...given]);
  }
}

/**
 * Launches an activity as a browser without scripts would: signs in to the practice LMS, opens the
 * activity, posts the login to the tool, follows to the platform's authentication, posts the launch
 * to the tool and follows its redirect.
 * @throws when a page on the way has not the form that it should have; the message shows the page.
 */
export async function launch(request: LaunchRequest): Promise<Visit> {
  const { lmsUrl, persona, activity, target = 'iframe', role, review } = request;
  const browser = request.browser ?? new Browser();
  await browser.post(`${lmsUrl}/sign-in`, { persona });
  const query = new URLSearchParams({ target, ...(role && { role }), ...(review && { review }) });
  const opening = await browser.get(
    `${lmsUrl}/launch/${encodeURIComponent(activity)}?${query.toString()}`,
  );
  const authentication = await postOn(browser, opening, 'iss');
  const visit = new Visit(browser, await postOn(browser, authentication, 'state'));
  if (visit.path === '/edition' && !request.asksEdition) await visit.submit();
  return visit;
}

/** Where a tool's content is chosen. */
export interface ContentRequest {
  /** Base URL of the practice LMS. */
  readonly lmsUrl: string;
  /** Someone who may edit the course; the facilitator unless given. */
  readonly persona?: string;
  /** Client id of a tool; the first one of the page unless given. */
  readonly clientId?: string;
  /** The first one of the page unless given. */
  readonly placement?: string;
  /** The first course unless given. */
  readonly courseId?: string;
}

/** Opens the tool's content chooser from the page of a course, as launch() opens an activity. */
export async function openChooser(request: ContentRequest): Promise<Visit> {
  const { lmsUrl, persona = 'dewi', clientId = '', placement = '', courseId } = request;
  const browser = new Browser();
  await browser.post(`${lmsUrl}/sign-in`, { persona });
  const course = await browser.get(`${lmsUrl}/course${courseId ? `?id=${courseId}` : ''}`);
  const choices = [...course.html.matchAll(/<a href="(\/select\/[^"]+)"/g)].map(([, path]) => path);
  const choice = choices.find((path) => path?.includes(clientId) && path.endsWith(placement));
  if (choice === undefined) throw unexpected(course, 'no such way to choose content');
  const choosing = await browser.get(`${lmsUrl}${choice}`);
  const [, frame] = /<iframe src="(\/content\/[^"]+)"/.exec(choosing.html) ?? [];
  if (frame === undefined) throw unexpected(choosing, 'no frame of the tool');
  const authentication = await postOn(browser, await browser.get(`${lmsUrl}${frame}`), 'iss');
  return new Visit(browser, await postOn(browser, authentication, 'state'));
}

/**
 * Sends what was chosen to the platform: posts the form with the response on the chooser's page,
 * and what Moodle posts once more from its own page.
 */
export async function returnContent({ browser, page }: Visit): Promise<Visit> {
  const returned = await postOn(browser, page, 'JWT');
  const isAgain = formsIn(returned.html).some(({ fields }) =>
    fields.some(([name]) => name === 'repost'),
  );
  return new Visit(browser, isAgain ? await postOn(browser, returned, 'repost') : returned);
}

/**
 * Adds a tool by its registration link, as an administrator does.
 * @returns the tool's own page at the end of its registration.
 */
export async function addTool(lmsUrl: string, link: string): Promise<Visit> {
  const administration = await openTools(lmsUrl);
  const page = await administration.submit({ registration_url: link }, '/tools');
  const [, address = ''] = /<iframe class="registration" src="([^"]+)"/.exec(page.html) ?? [];
  if (!address) throw unexpected(page, 'no frame for the registration');
  const { browser } = administration;
  return new Visit(browser, await browser.get(unescapeHtml(address)));
}

/** The administrator's page of tools. */
export async function openTools(lmsUrl: string): Promise<Visit> {
  const browser = new Browser();
  await browser.post(`${lmsUrl}/sign-in`, { persona: 'admin' });
  return new Visit(browser, await browser.get(`${lmsUrl}/tools`));
}

/** Posts the form of a page that has a field of this name. */
async function postOn(browser: Browser, page: Page, field: string): Promise<Page> {
  const form = formsIn(page.html).find(({ fields }) => fields.some(([name]) => name === field));
  if (!form) throw unexpected(page, `no form with the field ${field}`);
  return browser.post(new URL(form.action, page.url).href, form.fields, page.url);
}

function findForm(page: Page, action: string): HtmlForm {
  const form = formsIn(page.html).find(
    (candidate) => candidate.method === 'post' && candidate.action.includes(action),
  );
  if (!form) throw unexpected(page, `no form that posts to ${action || 'anything'}`);
  return form;
}

function unexpected(page: Page, problem: string): Error {
  return new Error(`${page.url} (${page.status}) has ${problem}:\n${page.html.slice(0, 2000)}`);
}

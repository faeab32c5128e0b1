import type { Person } from '../people';
import { fullName } from '../people';
import { markup } from './markup';
import type { Markup } from './markup';

const NAME = 'Practice LMS – for trying the tool only';

interface PageOptions {
  readonly title: string;
  /** Signed in: the page then has the way to the course, the gradebook and out. */
  readonly person?: Person | undefined;
  /** The path of this page, for `aria-current`. */
  readonly path?: string;
  /** Shown in a frame: a smaller header. */
  readonly bare?: boolean;
  readonly script?: string | undefined;
  /** Origins that the script of the page listens to. */
  readonly toolOrigins?: readonly string[];
}

/** A whole page. */
export function page(options: PageOptions, body: Markup): string {
  const { title, person, path, script } = options;
  const link = (href: string, label: string): Markup =>
    markup`<li><a href="${href}"${path === href ? markup` aria-current="page"` : undefined}>${label}</a></li>`;
  const navigation =
    person &&
    markup`<nav aria-label="Practice LMS"><ul>${[
      link('/course', 'Course'),
      link('/gradebook', 'Gradebook'),
      ...(person.role === 'administrator' ? [link('/tools', 'Tools')] : []),
      link('/', 'Change person'),
    ]}</ul></nav>
<p class="person">Signed in as <strong>${fullName(person)}</strong></p>`;
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Practice LMS</title>
<link rel="stylesheet" href="/practice.css">
${script === undefined ? undefined : markup`<script src="${script}" defer></script>`}
</head>
<body${options.bare ? markup` class="bare"` : undefined}${
    options.toolOrigins && markup` data-tool-origins="${options.toolOrigins.join(' ')}"`
  }>
<a class="skip" href="#main">Skip to main content</a>
<header><p class="name">${NAME}</p>${navigation}</header>
<main id="main" tabindex="-1">
${body}
</main>
</body>
</html>
`.html;
}

/** A form that posts itself; without scripts the button does it. */
export function selfPostingForm(
  form: { readonly name: string; readonly action: string },
  fields: Readonly<Record<string, string>>,
): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => markup`  <input type="hidden" name="${name}" value="${value}">\n`,
  );
  return page(
    { title: 'One moment', bare: true, script: '/self-posting.js' },
    markup`<h1>One moment</h1>
<form action="${form.action}" name="${form.name}" id="${form.name}" method="post">
${inputs}  <p>This page goes on by itself. If nothing happens:</p>
  <button>Continue</button>
</form>`,
  );
}

/** An error in Moodle's way: a page in the frame, and nothing goes to the tool. */
export function errorPage(title: string, advice: string, person?: Person): string {
  return page(
    { title, person },
    markup`<h1>${title}</h1>
<p>${advice}</p>
<p><a href="/course" target="_top">Go to the course</a></p>`,
  );
}

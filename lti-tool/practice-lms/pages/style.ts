/** The style sheet; a platform adds that of its activity page. */
export const STYLE = `
:root { color-scheme: light; --ink: #1f2933; --quiet: #52606d; --line: #cbd2d9; --accent: #0b5e8a; --paper: #fff; --band: #f3f5f7; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 0; top: 0; z-index: 1; padding: .5rem 1rem; background: var(--paper); }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; padding: .5rem 1rem; background: var(--band); border-bottom: 1px solid var(--line); }
header p, header ul { margin: 0; }
header ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; padding: 0; list-style: none; }
header li a { display: inline-block; padding: .25rem 0; }
[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
.name { font-weight: 600; }
.person { margin-left: auto; color: var(--quiet); }
main { padding: .5rem 1rem 2rem; max-width: 60rem; }
main:focus { outline: none; }
a { color: var(--accent); }
a:focus-visible, button:focus-visible, [tabindex="0"]:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.15rem; margin-top: 1.75rem; }
button { font: inherit; padding: .5rem 1rem; color: #fff; background: var(--accent); border: 1px solid var(--accent); border-radius: 4px; cursor: pointer; }
.people { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr)); gap: 1rem; padding: 0; list-style: none; }
.people li { padding: 1rem; border: 1px solid var(--line); border-radius: 4px; }
.people h2 { margin: 0; }
.people p { margin: 0 0 .75rem; color: var(--quiet); }
.activities { padding-left: 1.25rem; }
.activities li { padding: .25rem 0; }
.quiet { color: var(--quiet); }
.scroll { overflow-x: auto; border: 1px solid var(--line); }
.tools { padding: 0; list-style: none; }
.tools > li { padding: 0 1rem 1rem; margin-bottom: 1rem; border: 1px solid var(--line); border-radius: 4px; }
.tools dl, .tools dd { margin: 0; }
.tools dt { font-weight: 600; }
.tools form { margin-top: .75rem; }
.editing { margin: 1rem 0; padding: 0 1rem 1rem; background: var(--band); border: 1px solid var(--line); border-radius: 4px; }
.problem { color: #a61b1b; font-weight: 600; }
label { display: inline-block; }
input[type='url'], input[type='text'], select { font: inherit; padding: .4rem .5rem; width: min(100%, 40rem); border: 1px solid var(--quiet); border-radius: 4px; }
input[inputmode] { width: 8rem; }
fieldset { margin: 0 0 1rem; border: 1px solid var(--line); border-radius: 4px; }
fieldset ul { margin: 0; padding: 0; list-style: none; }
.registration { display: block; width: 100%; height: 36rem; border: 1px solid var(--line); }
main:has(.chooser) { max-width: none; }
.chooser iframe { display: block; max-width: 100%; border: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; overflow-wrap: normal; }
th, td { padding: .4rem .6rem; border: 1px solid var(--line); text-align: start; vertical-align: top; }
thead th { background: var(--band); }
td time { display: block; color: var(--quiet); font-size: .875rem; }
.bare header { padding: .25rem .5rem; font-size: .875rem; }
`;

/** Posts the one form of the page. */
export const SELF_POSTING = 'document.forms[0].submit();\n';

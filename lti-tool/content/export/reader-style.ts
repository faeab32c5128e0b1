/** For screens and for A4 paper; sources and terms stay with the page that uses them. */
export const READER_STYLE = `
body { margin: 0; color: #1d2a30; background: #fff; font: 1rem/1.55 system-ui, 'Noto Sans', sans-serif; }
main { max-width: 42rem; margin: 0 auto; padding: 1rem; }
h1, h2, h3, h4 { font-family: Georgia, 'Noto Serif', serif; line-height: 1.25; break-after: avoid; }
h2 { border-top: 3px solid #0c5c63; padding-top: 0.5rem; }
a { color: #0c5c63; }
sup a { padding: 0 0.12em; }
a.term { color: inherit; text-decoration: underline dotted; }
blockquote { margin: 1rem 0; padding: 0 1rem; border-left: 4px solid #6d5310; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
th, td { padding: 0.35rem 0.5rem; border: 1px solid #77838b; text-align: left; vertical-align: top; }
.table-scroll, .figure-scroll { overflow-x: auto; }
figure { margin: 1.25rem 0; }
figure img { display: block; max-width: 100%; height: auto; margin: 0 auto; }
figure.wide img { min-width: 28rem; }
figcaption { color: #53616a; font-size: 0.92rem; }
dl, .footnotes { font-size: 0.88rem; }
.footnotes p, dd { margin: 0 0 0.3rem; }
dl { border: 1px solid #77838b; padding: 0.5rem 1rem; }
dt { font-weight: 600; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@page { size: A4; margin: 18mm 16mm; }
@media print {
  body { font-size: 10.5pt; color: #000; }
  main { max-width: none; padding: 0; }
  article { break-before: page; }
  figure, tr, blockquote, dt, .footnotes li { break-inside: avoid; }
  figure.wide img { min-width: 0; }
  thead { display: table-header-group; }
  p { orphans: 3; widows: 3; }
  a { color: inherit; text-decoration: none; }
  .footnote-back { display: none; }
}
`;

import type { CertificateSpeed } from './certificates';
import type { Figures } from './measure';
import type { LaunchResult } from './rounds';
import { aim, digits, table } from './table';
import type { Weight, Weights } from './weight';

/** What a real Moodle did on two cores like those that the aims were set on. */
const MOODLE = {
  view: ['24', '', '48–64'],
  save: ['70', '', ''],
  firstVisit: '1.78 MB, 32 requests',
  readable: '54 s',
} as const;

/** Both notes are to this tool's disadvantage; a reader of the ratios should know. */
const UNLIKE = [
  'This tool flushes each login and launch to the disk; plain ltijs keeps its data in memory,',
  'which no deployment can, and bare Express keeps nothing but nonces. This tool shows a whole',
  'reading page, compressed; the other two a page of 90 bytes.',
];

const THOUSAND = 1000;

/**
 * @param results of this tool, the plain ltijs app and the bare Express app, in this order.
 * @param roundTrips to the store, of one launch of this tool.
 */
export function launchesTable(results: readonly LaunchResult[], roundTrips: number): string {
  const [tool, ltijs, express] = results.map(({ figures }) => figures.perSecond);
  const rows = results.map(({ contender, figures, launches, keySetFetches }) => [
    contender.name,
    ...cells(figures),
    `${keySetFetches} for ${digits(launches)}`,
  ]);
  const toLtijs = (tool ?? NaN) / (ltijs ?? NaN);
  const toExpress = (tool ?? NaN) / (express ?? NaN);
  return [
    table([['Login, launch, page', 'per s', 'p95 ms', 'CPU ms', 'key-set fetches'], ...rows]),
    `${digits(toLtijs)} times plain ltijs (${aim('aim at least 2.5', toLtijs >= 2.5)})`,
    `${digits(toExpress)} times bare Express (${aim('aim at least 0.5', toExpress >= 0.5)})`,
    `${roundTrips} round trips to the store per launch (${aim('aim at most 4', roundTrips <= 4)})`,
    ...UNLIKE,
    '',
  ].join('\n');
}

export function activitiesTable(views: Figures, saves: Figures): string {
  return table([
    ['In a visit', 'per s', 'p95 ms', 'CPU ms'],
    ['Reading page opened', ...cells(views)],
    ['  a Moodle, elsewhere', ...MOODLE.view],
    ['Answer saved', ...cells(saves)],
    ['  a Moodle, elsewhere', ...MOODLE.save],
  ]);
}

export function certificatesTable(speeds: readonly CertificateSpeed[]): string {
  const latin = speeds[0]?.warm ?? NaN;
  const rows = speeds.map(({ script, cold, warm, kilobytes }) => [
    script,
    digits(warm),
    digits(cold),
    digits(kilobytes),
  ]);
  return [
    table([['Certificates, one thread', 'per s, warm', 'first, ms', 'KB'], ...rows]),
    `${digits(latin)} a second for Latin names (${aim('aim at least 60', latin >= 60)}), signed, with credential`,
    '',
  ].join('\n');
}

export function weightTable({ first, heaviestNext, readable }: Weights): string {
  const light = first.bytes <= 60 * THOUSAND && first.requests <= 6;
  return table([
    ['A reading page', 'this tool', 'a Moodle', 'aim'],
    ['First visit', inWords(first), MOODLE.firstVisit, aim('at most 60 KB, 6 requests', light)],
    [
      'Next page (the heaviest)',
      inWords(heaviestNext),
      '',
      aim('at most 12 KB', heaviestNext.bytes <= 12 * THOUSAND),
    ],
    ...(readable
      ? [
          [
            'Readable at 50 kbit/s, 800 ms',
            `${readable.first.toFixed(1)} s`,
            MOODLE.readable,
            aim('within 6 s', readable.first <= 6),
          ],
          ['  the page after it', `${readable.next.toFixed(1)} s`],
        ]
      : [['Readable at 50 kbit/s, 800 ms', 'not measured: no Chromium (set CHROMIUM_PATH)']]),
  ]);
}

function cells({ perSecond, p95, cpu }: Figures): string[] {
  return [perSecond, p95, cpu].map(digits);
}

function inWords({ bytes, requests }: Weight): string {
  const size = `${(bytes / THOUSAND).toFixed(1)} KB`;
  return requests === 1 ? `${size}, 1 request` : `${size}, ${requests} requests`;
}

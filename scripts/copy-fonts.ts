import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { FONTS_FOLDER, slicesOf } from '../lti-tool/certificate/name/font-files';
import { FAMILIES, type FontFamily, LATIN } from '../lti-tool/certificate/name/font-table';
import { PROJECT_FOLDER } from '../lti-tool/project-folder';

/**
 * Copies the fonts of certificates, with their licences, out of the packages that ship every weight
 * and slice, so that an installation can do without those packages. A step of `npm run build`.
 */
function main(): void {
  let bytes = 0;
  for (const family of FAMILIES) {
    const from = path.join(PROJECT_FOLDER, 'node_modules', family.package);
    const to = path.join(FONTS_FOLDER, family.id);
    for (const file of filesOf(family, from)) {
      bytes += copy(path.join(from, file), path.join(to, file));
    }
    if (family.notice !== undefined) writeLicence(family.notice, path.join(to, 'LICENSE_FONT'));
  }
  process.stdout.write(`Fonts: ${FAMILIES.length} families, ${(bytes / 1e6).toFixed(1)} MB\n`);
}

function filesOf({ source }: FontFamily, from: string): string[] {
  const licence = ['LICENSE_FONT', 'LICENSE'].find((name) => existsSync(path.join(from, name)));
  if (licence === undefined) throw new Error(`${from} has no licence`);
  if (!source.endsWith('.css')) return [licence, source];
  const slices = slicesOf(readFileSync(path.join(from, source), 'utf8'));
  const files = slices.map(({ file }) => path.join(path.dirname(source), file));
  return [licence, source, ...new Set(files)];
}

/** The licence of a font whose package names only its own: as all fonts here, the SIL Open Font License. */
function writeLicence(notice: string, to: string): void {
  const other = path.join(PROJECT_FOLDER, 'node_modules', LATIN.package, 'LICENSE_FONT');
  const [, ...terms] = readFileSync(other, 'utf8').split('\n');
  writeFileSync(to, [notice, ...terms].join('\n'));
}

/** @returns the size of the file, which is left alone where it is there already. */
function copy(from: string, to: string): number {
  const { size } = statSync(from);
  if (existsSync(to) && statSync(to).size === size) return size;
  mkdirSync(path.dirname(to), { recursive: true });
  copyFileSync(from, to);
  return size;
}

main();

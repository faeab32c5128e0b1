import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder with package.json, views/ and course-content/, from the sources as from dist/. */
export const PROJECT_FOLDER = findUp(__dirname);

function findUp(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error('package.json was not found above this file');
  return findUp(parent);
}

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { PROJECT_FOLDER } from '../../lti-tool/project-folder';

/** As tsconfig.build.json emits, but nothing is checked: files stand alone (`isolatedModules`). */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.CommonJS,
  esModuleInterop: true,
};

/**
 * Compiles the sources below some folders of the project, so that servers run as plain Node runs
 * them and always as the sources are now.
 * @param into folder that mirrors the project's.
 */
export function compile(folders: readonly string[], into: string): void {
  for (const folder of folders) {
    const from = path.join(PROJECT_FOLDER, folder);
    for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts') || name.endsWith('.d.ts')) continue;
      const source = readFileSync(path.join(from, name), 'utf8');
      const target = path.join(into, folder, name.replace(/\.ts$/, '.js'));
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, ts.transpileModule(source, { compilerOptions: OPTIONS }).outputText);
    }
  }
}

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { inProject } from '@/scripts/launch/project';

export type SourceFile = { readonly name: string; readonly text: string };

const generated = 'lib/server/db/generated';

/** Every file of these folders, with its path from the project folder. */
export function readSources(...names: readonly string[]): readonly SourceFile[] {
  return names
    .flatMap(listFiles)
    .map((name) => ({ name, text: readFileSync(inProject(name), 'utf8') }));
}

function listFiles(name: string): readonly string[] {
  if (name === generated || !existsSync(inProject(name))) {
    return [];
  }
  if (!statSync(inProject(name)).isDirectory()) {
    return [name];
  }
  return readdirSync(inProject(name)).flatMap((entry) => listFiles(path.posix.join(name, entry)));
}

/** The code without comments and without what stands in quotes, so that a rule meets code only. */
export function codeOf(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(?<!:)\/\/.*$/gm, '')
    .replaceAll(/'(?:[^'\\\n]|\\.)*'/g, "''");
}

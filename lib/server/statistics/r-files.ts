import 'server-only';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface RFile {
  /** Inside the folder of an analysis. */
  readonly path: string;
  readonly text: string;
}

/** Found from the folder of the program, which is also where the server of a build starts. */
const statisticsFolder = path.join(
  /* turbopackIgnore: true */ process.cwd(),
  'lib/server/statistics',
);

export const childFile = path.join(statisticsFolder, 'r-child.mjs');

/** What a person starts; all other files are read by them. */
const scripts = ['run.R', 'compare.R'];

let sources: Promise<readonly RFile[]> | undefined;

/** The scripts and the methods, as they stand in the folder of an analysis. */
export function rSources(): Promise<readonly RFile[]> {
  sources ??= readSources();
  return sources;
}

async function readSources(): Promise<readonly RFile[]> {
  const names = await readdir(path.join(statisticsFolder, 'r'));
  return Promise.all(
    names.sort().map(async (name) => ({
      path: scripts.includes(name) ? name : `R/${name}`,
      text: await readFile(path.join(statisticsFolder, 'r', name), 'utf8'),
    })),
  );
}

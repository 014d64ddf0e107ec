// Programs of other people that tests compare with: installed by apt where that is possible.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

interface InstalledProgram {
  readonly title: string;
  /** An environment variable that may hold its path. */
  readonly variable: string;
  readonly places: readonly string[];
  /** Of Debian. */
  readonly packages: readonly string[];
  /** What to do where it is missing and cannot be installed. */
  readonly advice: string;
}

/** The path of the program, installed where apt can do it. */
export function provideProgram(program: InstalledProgram): string {
  const found = find(program) ?? install(program);
  if (!found) {
    throw new Error(`No ${program.title} was found and none could be installed: ${program.advice}`);
  }
  return found;
}

function find({ variable, places }: InstalledProgram): string | undefined {
  return [process.env[variable], ...places].find((place) => place && existsSync(place));
}

function install(program: InstalledProgram): string | undefined {
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stdout.write(`No ${program.title} found: installing it (about half a minute) …\n`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [
      ['update', '-q'],
      ['install', '-y', '-q', '--no-install-recommends', ...program.packages],
    ]) {
      spawnSync('apt-get', args, { stdio: 'ignore', timeout: 600_000, env });
    }
  }
  return find(program);
}

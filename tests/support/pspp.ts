// GNU PSPP, which reads the scripts of SPSS.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { provideProgram } from './installed-program';

/** What the syntax prints in this folder, with the warnings. @throws with what PSPP said if it fails. */
export function runSyntax(folder: string, syntax: string): string {
  writeFileSync(path.join(folder, 'syntax.sps'), syntax);
  const ran = spawnSync(providePspp(), ['syntax.sps'], { cwd: folder, encoding: 'utf8' });
  if (ran.status !== 0) {
    throw new Error(`PSPP failed: ${ran.stdout}${ran.stderr}`);
  }
  return `${ran.stdout}${ran.stderr}`;
}

function providePspp(): string {
  return provideProgram({
    title: 'PSPP',
    variable: 'PSPP_PATH',
    places: ['/usr/bin/pspp', '/usr/local/bin/pspp', '/opt/homebrew/bin/pspp'],
    packages: ['pspp'],
    advice: 'install pspp, or set PSPP_PATH to pspp of PSPP 1.6 or newer.',
  });
}

import { execFileSync } from 'node:child_process';
import os from 'node:os';
import { findBinaries } from '@/scripts/launch/binaries';

/** Figures without the machine they were taken on say nothing. */
export function describeMachine(): string {
  const cpus = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return [
    `${cpus.length} cores (${cpus[0]?.model.trim() ?? 'unknown model'})`,
    `${memory} GB of memory`,
    `${os.type()} ${os.arch()}`,
    `Node ${process.versions.node}`,
    postgresVersion(),
    `load average ${os.loadavg()[0]?.toFixed(1)} before the run`,
  ].join(', ');
}

function postgresVersion(): string {
  const answer = execFileSync(findBinaries().postgres, ['--version'], { encoding: 'utf8' });
  return answer.trim().replace('postgres (PostgreSQL)', 'PostgreSQL');
}

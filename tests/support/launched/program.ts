// A small program under the real supervisor, for tests that kill its parts: a child keeps writing
// rows and names every row that the database has acknowledged.
import { fork } from 'node:child_process';
import path from 'node:path';
import { runCommand } from '@/scripts/launch/problem';
import { supervise } from '@/scripts/launch/supervise';
import { leaveWithParent } from '@/scripts/launch/web-server';

const [folder = ''] = process.argv.slice(2);

const run = () =>
  supervise(folder, async ({ connections, keep }) => {
    const writer = fork(path.join(import.meta.dirname, 'writer.ts'), {
      detached: true,
      execArgv: ['--import', 'tsx', '--import', leaveWithParent],
      env: { ...process.env, DATABASE_OWNER_URL: connections.ownerUrl },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    keep(writer, 'The writer ended unexpectedly.');
  });

await runCommand(run, folder);

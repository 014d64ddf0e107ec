// npm run migrate: brings the database named by the environment up to date.
import { migrate } from '@/lib/server/db/migrate';
import { LaunchProblem, runCommand } from './launch/problem.ts';

await runCommand(async () => {
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl } = process.env;
  if (!appUrl || !ownerUrl) {
    throw new LaunchProblem('Set DATABASE_URL (application role) and DATABASE_OWNER_URL (owner).');
  }
  const applied = await migrate({ appUrl, ownerUrl });
  process.stdout.write(applied.length === 0 ? 'Up to date.\n' : `Applied ${applied.join(', ')}.\n`);
});

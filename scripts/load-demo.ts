// Loads one part of the demo: load-demo.ts living|history. Prints its progress as lines of JSON.
import { AppError } from '@/lib/server/app-error';
import { closeDatabase } from '@/lib/server/db/client';
import { demoParts, loadDemo } from '@/lib/server/demo/load-demo';
import { LaunchProblem, runCommand } from './launch/problem.ts';

await runCommand(async () => {
  const part = demoParts.find((known) => known === process.argv[2]);
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl } = process.env;
  if (part === undefined || !appUrl || !ownerUrl) {
    throw new LaunchProblem(
      'Usage: load-demo.ts living|history, with DATABASE_URL and DATABASE_OWNER_URL set.',
    );
  }
  try {
    await loadDemo(part, ownerUrl, (progress) => {
      process.stdout.write(`${JSON.stringify(progress)}\n`);
    });
  } catch (error) {
    throw error instanceof AppError ? new LaunchProblem(error.userMessage) : error;
  } finally {
    await closeDatabase();
  }
});

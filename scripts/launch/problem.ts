import { MigrationError } from '@/lib/server/db/migrate';

// What can go wrong while starting, said in one line a user can act on.

/** An expected failure: its message is shown as it is, without a stack trace. */
export class LaunchProblem extends Error {}

/** Turns an operating-system or PostgreSQL failure into a problem, or null if it is not a known one. */
export function recognizeProblem(text: string, folder: string): LaunchProblem | null {
  if (/No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/.test(text)) {
    return new LaunchProblem(`The disk is full: free at least 200 MB for ${folder} and try again.`);
  }
  if (/Read-only file system|EROFS|Permission denied|EACCES|EPERM/.test(text)) {
    return new LaunchProblem(`The folder ${folder} is not writable.`);
  }
  if (/lock file .* already exists|another server might be running/.test(text)) {
    return new LaunchProblem(`Another program is using the data folder ${folder}.`);
  }
  if (/database files are incompatible|was initialized by PostgreSQL version/.test(text)) {
    return new LaunchProblem(
      `The data in ${folder} were made by another PostgreSQL version; start again with --reset to discard them.`,
    );
  }
  return null;
}

/**
 * Runs a command; an expected failure ends it with one line, anything else with its stack.
 * @param folder where the command writes
 */
export async function runCommand(
  command: () => Promise<void>,
  folder = process.cwd(),
): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.stderr.write(`${describe(error, folder)}\n`);
    process.exitCode = 1;
  }
}

function describe(error: unknown, folder: string): string {
  if (error instanceof LaunchProblem || error instanceof MigrationError) {
    return error.message;
  }
  if (error instanceof Error) {
    return recognizeProblem(error.message, folder)?.message ?? `${error.stack}`;
  }
  return String(error);
}

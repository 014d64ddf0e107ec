// npm run create-admin: makes a site's first administrator, and the site where it is new.
import { parseArgs } from 'node:util';
import { administratorInputSchema } from '@/lib/auth/member';
import { createAdministrator } from '@/lib/server/accounts/create-administrator';
import { AppError } from '@/lib/server/app-error';
import { LaunchProblem, runCommand } from './launch/problem.ts';
import { openPrompt } from './launch/prompt.ts';

const usage = `Usage: npm run create-admin [-- --email … --name … --site-code … --site-name … --time-zone …]
Asks for what is not given. The password is asked for, or read from ADMIN_PASSWORD.`;

await runCommand(async () => {
  const { DATABASE_OWNER_URL: ownerUrl } = process.env;
  if (!ownerUrl) {
    throw new LaunchProblem('Set DATABASE_OWNER_URL (the owner of the database).');
  }
  const parsed = administratorInputSchema.safeParse(await collectAnswers());
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.join(' ')}: ${issue.message}`,
    );
    throw new LaunchProblem(problems.join('\n'));
  }
  const { siteIsNew } = await create(ownerUrl, parsed.data);
  const { email, site } = parsed.data;
  process.stdout.write(
    `${email} can now sign in and administers ${siteIsNew ? 'the new site' : 'the site'} ${site.code}.\n`,
  );
});

async function collectAnswers() {
  const given = readArguments();
  const prompt = openPrompt();
  try {
    return {
      email: given.email ?? (await prompt.ask('E-mail')),
      displayName: given.name ?? (await prompt.ask('Name')),
      site: {
        code: given['site-code'] ?? (await prompt.ask('Site code (2 to 8 letters or digits)')),
        name: given['site-name'] ?? (await prompt.ask('Site name')),
        timeZone: given['time-zone'] ?? (await prompt.ask('Time zone (America/New_York)')),
      },
      password: process.env['ADMIN_PASSWORD'] ?? (await prompt.askSecret('Password')),
    };
  } finally {
    prompt.close();
  }
}

function readArguments() {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      options: {
        email: text,
        name: text,
        'site-code': text,
        'site-name': text,
        'time-zone': text,
      },
    });
    return values;
  } catch (error) {
    throw error instanceof TypeError ? new LaunchProblem(`${error.message}\n${usage}`) : error;
  }
}

async function create(ownerUrl: string, input: Parameters<typeof createAdministrator>[1]) {
  try {
    return await createAdministrator(ownerUrl, input);
  } catch (error) {
    throw error instanceof AppError ? new LaunchProblem(error.userMessage) : error;
  }
}

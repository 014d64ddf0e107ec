// npm run migrate: brings the database named by the environment up to date.
import { MigrationError, migrate } from '@/lib/server/db/migrate';

const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl } = process.env;

if (!appUrl || !ownerUrl) {
  process.stderr.write('Set DATABASE_URL (application role) and DATABASE_OWNER_URL (owner).\n');
  process.exit(1);
}

try {
  const applied = await migrate({ appUrl, ownerUrl });
  process.stdout.write(applied.length === 0 ? 'Up to date.\n' : `Applied ${applied.join(', ')}.\n`);
} catch (error) {
  if (!(error instanceof MigrationError)) {
    throw error;
  }
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

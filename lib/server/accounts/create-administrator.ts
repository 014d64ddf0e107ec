import 'server-only';
import { Client } from 'pg';
import type { Administrator } from '@/lib/auth/member';
import { AppError } from '../app-error';
import { hashPassword } from './password-hash';

/**
 * Makes the account from which everything else can be done in the program. It needs the owner's connection, because
 * nobody has rights yet; the audit trail shows the rows without an actor.
 *
 * @throws DUPLICATE when the e-mail already has an account: then an administrator adds it in the program.
 */
export async function createAdministrator(
  ownerUrl: string,
  administrator: Administrator,
): Promise<{ siteIsNew: boolean }> {
  const { site, email, displayName, password } = administrator;
  const passwordHash = await hashPassword(password);
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query("SELECT set_config('app.reason', 'created from the command line', true)");
    const { rowCount: newSites } = await client.query(
      `INSERT INTO site (code, name, time_zone) VALUES ($1, $2, $3) ON CONFLICT (code) DO NOTHING`,
      [site.code, site.name, site.timeZone],
    );
    const { rowCount: newAccounts } = await client.query(
      `WITH account AS (
         INSERT INTO user_account (email, display_name) VALUES ($1, $2)
         ON CONFLICT (email) DO NOTHING RETURNING id
       ), credential AS (
         INSERT INTO user_credential (user_id, password_hash) SELECT id, $3 FROM account
       )
       INSERT INTO site_membership (user_id, site_id, role)
       SELECT account.id, site.id, 'administrator' FROM account, site WHERE site.code = $4`,
      [email, displayName, passwordHash, site.code],
    );
    if (newAccounts !== 1) {
      throw new AppError('DUPLICATE', { message: `${email} already has an account.` });
    }
    await client.query('COMMIT');
    return { siteIsNew: newSites === 1 };
  } finally {
    // Closing the connection rolls back what was not committed.
    await client.end();
  }
}

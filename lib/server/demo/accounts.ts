import 'server-only';
import { Client } from 'pg';
import { invariant } from '@/lib/core/invariant';
import {
  demoAccounts,
  demoAdministrator,
  demoLoader,
  demoPassword,
  demoPhysician,
} from '@/lib/demo/demo-accounts';
import { type DemoSite, demoSites } from '@/lib/demo/demo-patient';
import { hashPassword } from '../accounts/password-hash';
import { AppError } from '../app-error';
import type { DatabaseUser } from '../db/transaction';

export interface DemoActors {
  readonly administrator: DatabaseUser;
  readonly physician: { readonly userId: string; readonly sessionVersion: number };
  readonly loader: { readonly userId: string; readonly sessionVersion: number };
}

/**
 * Makes the demo's sites and accounts, which have a known password, as the owner of the database: nobody
 * has rights yet. Safe to repeat.
 *
 * @throws FORBIDDEN where the database has other sites: a clinic's own data never share it with a demo.
 */
export async function ensureDemoAccounts(ownerUrl: string): Promise<DemoActors> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query("SELECT set_config('app.reason', 'demo', true)");
    await refuseOtherSites(client);
    for (const site of Object.values(demoSites)) {
      await client.query(
        `INSERT INTO site (code, name, time_zone, rems_enrollment_only_from)
         VALUES ($1, $2, $3, $4) ON CONFLICT (code) DO NOTHING`,
        [site.code, site.name, site.timeZone, site.remsEnrollmentOnlyFrom],
      );
    }
    const passwordHash = await hashPassword(demoPassword);
    for (const account of demoAccounts) {
      await insertAccount(client, { ...account, passwordHash });
    }
    const sites = Object.keys(demoSites) as DemoSite[];
    await insertAccount(client, { ...demoLoader, role: 'physician', sites, passwordHash: null });
    const administrator = await findAccount(client, demoAdministrator.email);
    const loader = await findAccount(client, demoLoader.email);
    const physician = await findAccount(client, demoPhysician.email);
    await client.query('COMMIT');
    return { administrator, physician, loader };
  } finally {
    // Closing the connection rolls back what was not committed.
    await client.end();
  }
}

async function refuseOtherSites(client: Client): Promise<void> {
  const codes = Object.values(demoSites).map(({ code }) => code);
  const { rowCount } = await client.query('SELECT FROM site WHERE code <> ALL ($1)', [codes]);
  if (rowCount !== 0) {
    throw new AppError('FORBIDDEN', {
      message: 'This database holds sites of its own; the demo needs an empty one.',
    });
  }
}

interface NewAccount {
  readonly email: string;
  readonly displayName: string;
  readonly role: string;
  readonly sites: readonly DemoSite[];
  /** Null for a service, which cannot sign in. */
  readonly passwordHash: string | null;
}

async function insertAccount(client: Client, account: NewAccount): Promise<void> {
  const { email, displayName, role, sites, passwordHash } = account;
  await client.query(
    `WITH account AS (
       INSERT INTO user_account (email, display_name, is_service) VALUES ($1, $2, $3::text IS NULL)
       ON CONFLICT (email) DO NOTHING RETURNING id
     ), credential AS (
       INSERT INTO user_credential (user_id, password_hash)
       SELECT id, $3 FROM account WHERE $3::text IS NOT NULL
     )
     INSERT INTO site_membership (user_id, site_id, role)
     SELECT account.id, site.id, $4 FROM account, site WHERE site.code = ANY ($5)`,
    [email, displayName, passwordHash, role, sites.map((site) => demoSites[site].code)],
  );
}

async function findAccount(client: Client, email: string): Promise<DemoActors['loader']> {
  const { rows } = await client.query<{ id: string; session_version: number }>(
    'SELECT id, session_version FROM user_account WHERE email = $1',
    [email],
  );
  const [row] = rows;
  invariant(row, `${email} has an account`);
  return { userId: row.id, sessionVersion: row.session_version };
}

// Sites and people for integration and browser tests, written by the owner of the schema.
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Actor } from '@/lib/auth/actor';
import type { Role } from '@/lib/auth/roles';
import { findActor } from '@/lib/server/accounts/find-actor';
import { hashPassword } from '@/lib/server/accounts/password-hash';

export type TestSite = { readonly id: string; readonly code: string };

export async function addSite(
  owner: pg.Pool,
  code: string,
  timeZone = 'America/New_York',
): Promise<TestSite> {
  const { rows } = await owner.query<{ id: string }>(
    'INSERT INTO site (code, name, time_zone) VALUES ($1, $2, $3) RETURNING id',
    [code, `Site ${code}`, timeZone],
  );
  return { id: onlyRow(rows).id, code };
}

type Person = {
  readonly email?: string;
  readonly displayName?: string;
  readonly password?: string;
  readonly seesIdentity?: boolean;
};

export type TestUser = { readonly userId: string; readonly email: string };

/** An account with a role at one or more sites; with a password only if one is given (hashing takes time). */
export async function addUser(
  owner: pg.Pool,
  role: Role,
  sites: readonly TestSite[],
  person: Person = {},
): Promise<TestUser> {
  const email = person.email ?? `${role}-${randomUUID()}@example.org`;
  const { rows } = await owner.query<{ id: string }>(
    'INSERT INTO user_account (email, display_name) VALUES ($1, $2) RETURNING id',
    [email, person.displayName ?? `Test ${role}`],
  );
  const userId = onlyRow(rows).id;
  for (const site of sites) {
    await owner.query(
      'INSERT INTO site_membership (user_id, site_id, role, sees_identity) VALUES ($1, $2, $3, $4)',
      [userId, site.id, role, person.seesIdentity ?? false],
    );
  }
  if (person.password !== undefined) {
    await owner.query('INSERT INTO user_credential (user_id, password_hash) VALUES ($1, $2)', [
      userId,
      await hashOf(person.password),
    ]);
  }
  return { userId, email };
}

/** Hashing is slow on purpose; one hash of a password serves every account of a test file. */
const hashes = new Map<string, Promise<string>>();

function hashOf(password: string): Promise<string> {
  const hash = hashes.get(password) ?? hashPassword(password);
  hashes.set(password, hash);
  return hash;
}

/** The same as the program would load for this person's session. */
export async function loadActor(owner: pg.Pool, { userId }: TestUser): Promise<Actor> {
  const { rows } = await owner.query<{ session_version: number }>(
    'SELECT session_version FROM user_account WHERE id = $1',
    [userId],
  );
  const actor = await findActor(userId, onlyRow(rows).session_version);
  if (actor === null) {
    throw new Error('The account has no live session.');
  }
  return actor;
}

function onlyRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined || rows.length !== 1) {
    throw new Error(`Expected one row, got ${rows.length}.`);
  }
  return row;
}

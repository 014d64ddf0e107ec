import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase } from '@/lib/server/db/client';
import { inTransaction } from '@/lib/server/db/transaction';
import { addSite, addUser, type TestSite, type TestUser } from '@/tests/support/accounts';
import { trySql } from '@/tests/support/act-as';
import { openTestDatabase } from '@/tests/support/database';

const { owner, app } = await openTestDatabase();
afterAll(closeDatabase);

const forbidden = { refused: '42501' };
let home: TestSite;
let away: TestSite;
let administrator: TestUser;
let staff: TestUser;
let service: TestUser;

beforeAll(async () => {
  home = await addSite(owner, 'HOME');
  away = await addSite(owner, 'AWAY');
  administrator = await addUser(owner, 'administrator', [home]);
  staff = await addUser(owner, 'staff', [home]);
  service = await addUser(owner, 'staff', [home]);
  await owner.query('UPDATE user_account SET is_service = true WHERE id = $1', [service.userId]);
});

describe('a new site', () => {
  const create = "SELECT app.create_site('NEW', 'New site', 'Asia/Tokyo') AS id";

  test('is visible to the administrator who made it, and audited', async () => {
    const requestId = randomUUID();
    const sites = await inTransaction(administrator, { requestId }, async (tx) => {
      await tx.$queryRawUnsafe(create);
      return tx.site.findMany({ select: { code: true }, orderBy: { code: 'asc' } });
    });
    expect(sites).toEqual([{ code: 'HOME' }, { code: 'NEW' }]);
    const { rows } = await owner.query(
      'SELECT event, table_name FROM audit_event WHERE request_id = $1 AND actor_id = $2 ORDER BY id',
      [requestId, administrator.userId],
    );
    expect(rows).toEqual([
      { event: 'insert', table_name: 'site' },
      { event: 'insert', table_name: 'site_membership' },
    ]);
  });

  test('is refused to anyone else', async () => {
    expect(await trySql(app, staff.userId, create)).toEqual(forbidden);
    expect(await trySql(app, null, create)).toEqual(forbidden);
  });
});

describe('a new account', () => {
  const create = (site: TestSite) =>
    `SELECT app.create_account('New@Example.org', 'New', 'hash', '${site.id}', 'staff', false)`;

  test('is made by an administrator for the own site only', async () => {
    expect(await trySql(app, administrator.userId, create(home))).toMatchObject({ rowCount: 1 });
    expect(await trySql(app, administrator.userId, create(away))).toEqual(forbidden);
    expect(await trySql(app, staff.userId, create(home))).toEqual(forbidden);
    expect(await trySql(app, null, create(home))).toEqual(forbidden);
  });

  test('cannot be inserted past the function', async () => {
    const insert = "INSERT INTO user_account (email, display_name) VALUES ('x@example.org', 'X')";
    expect(await trySql(app, administrator.userId, insert)).toEqual(forbidden);
  });
});

describe('an account', () => {
  const disable = (account: TestUser) =>
    `UPDATE user_account SET disabled_at = now() WHERE id = '${account.userId}'`;

  test('is changed by an administrator of all its sites', async () => {
    expect(await trySql(app, administrator.userId, disable(staff))).toMatchObject({ rowCount: 1 });
    const shared = await addUser(owner, 'physician', [home, away]);
    expect(await trySql(app, administrator.userId, disable(shared))).toMatchObject({ rowCount: 0 });
    expect(await trySql(app, staff.userId, disable(administrator))).toMatchObject({ rowCount: 0 });
  });

  test('cannot be made a service', async () => {
    const promote = `UPDATE user_account SET is_service = true WHERE id = '${staff.userId}'`;
    expect(await trySql(app, administrator.userId, promote)).toEqual(forbidden);
  });

  test('cannot give itself a role', async () => {
    const promote = `UPDATE site_membership SET role = 'administrator' WHERE user_id = '${staff.userId}'`;
    expect(await trySql(app, staff.userId, promote)).toMatchObject({ rowCount: 0 });
    const join = `INSERT INTO site_membership (user_id, site_id, role)
      VALUES ('${staff.userId}', '${away.id}', 'staff')`;
    expect(await trySql(app, staff.userId, join)).toEqual(forbidden);
  });

  test('that is disabled cannot change its own password', async () => {
    const gone = await addUser(owner, 'staff', [home]);
    await owner.query(disable(gone));
    const change = `SELECT app.change_password('${gone.userId}', 'hash')`;
    expect(await trySql(app, gone.userId, change)).toEqual(forbidden);
  });
});

describe('what the nightly job does', () => {
  test('old drafts are purged by a service account and by nobody else', async () => {
    for (const [formKey, age] of [
      ['old', '40 days'],
      ['new', '1 day'],
    ]) {
      await owner.query(
        `INSERT INTO draft (user_id, form_key, site_id, content, updated_at)
         VALUES ($1, $2, $3, '{}', now() - $4::interval)`,
        [staff.userId, formKey, home.id, age],
      );
    }
    const purge = "SELECT app.purge_drafts(now() - interval '30 days') AS purged";
    expect(await trySql(app, administrator.userId, purge)).toEqual(forbidden);
    expect(await trySql(app, service.userId, purge)).toMatchObject({ rows: [{ purged: 1 }] });
  });

  test('progress of loading is written by a service and read by everyone signed in', async () => {
    const report = "INSERT INTO load_progress (name, total) VALUES ('history', 673)";
    expect(await trySql(app, staff.userId, report)).toEqual(forbidden);
    await inTransaction(service, { requestId: randomUUID() }, (tx) => tx.$executeRawUnsafe(report));
    expect(await trySql(app, staff.userId, 'SELECT total FROM load_progress')).toMatchObject({
      rows: [{ total: 673 }],
    });
  });
});

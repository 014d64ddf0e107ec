import { beforeAll, describe, expect, test } from 'vitest';
import { trySql } from '@/tests/support/act-as';
import { openTestDatabase } from '@/tests/support/database';
import { addSampleRows, type SampleRows } from '@/tests/support/sample-rows';

const { owner, app } = await openTestDatabase();

/** Everything in the schema that has rows of a site: tables and views. */
const relations = (
  await owner.query<{ name: string; isTable: boolean }>(`
    SELECT c.relname AS name, c.relkind = 'r' AS "isTable"
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'p', 'm')
      AND a.attname = 'site_id' AND NOT a.attisdropped
    ORDER BY c.relname`)
).rows;
const names = relations.map(({ name }) => name);
const tables = relations.filter(({ isTable }) => isTable).map(({ name }) => name);

/** Written and deleted by the program as it goes: a draft is the author's, a projection is rebuilt. */
const deletable = ['draft', 'occurrence'];

const copyInto = (name: string) =>
  `INSERT INTO ${name} SELECT * FROM jsonb_populate_record(NULL::public.${name}, $1)`;

const forbidden = { refused: '42501' };
let here: SampleRows;
let there: SampleRows;
let user: string;
let elsewhere: string;
let home: string;

beforeAll(async () => {
  [here, there] = [await addSampleRows(owner), await addSampleRows(owner)];
  // The strongest role: what an administrator cannot reach, nobody can.
  await owner.query("UPDATE site_membership SET role = 'administrator'");
  user = String(here['user_account']?.['id']);
  home = String(here['site']?.['id']);
  elsewhere = String(there['site']?.['id']);
});

test('the catalogue names the tables that matter', () => {
  expect(names).toEqual(
    expect.arrayContaining(['audit_event', 'draft', 'occurrence_now', 'patient_identity', 'visit']),
  );
});

describe.each(names)('%s', (name) => {
  const count = (userId: string | null, site: string) =>
    trySql(app, userId, `SELECT FROM ${name} WHERE site_id = $1`, [site]);

  test('shows the rows of the own site and none of another', async () => {
    expect(await count(user, home)).toMatchObject({ rowCount: expect.toSatisfy((n) => n > 0) });
    expect(await count(user, elsewhere)).toMatchObject({ rowCount: 0 });
  });

  test('shows nothing to nobody', async () => {
    expect(await trySql(app, null, `SELECT FROM ${name}`)).toMatchObject({ rowCount: 0 });
  });
});

describe.each(tables)('%s', (name) => {
  test('takes no row for another site', async () => {
    const row = there[name] ?? { site_id: elsewhere };
    const copy = copyInto(name);
    expect(await trySql(app, user, copy, [JSON.stringify(row)])).toEqual(forbidden);
  });

  test('lets no row of another site be changed', async () => {
    const change = await trySql(
      app,
      user,
      `UPDATE ${name} SET site_id = site_id WHERE site_id = $1`,
      [elsewhere],
    );
    expect([{ rowCount: 0, rows: [] }, forbidden]).toContainEqual(change);
  });

  test('lets no row be moved to another site', async () => {
    const move = `UPDATE ${name} SET site_id = $1 WHERE site_id = $2`;
    expect(await trySql(app, user, move, [elsewhere, home])).toEqual(forbidden);
  });

  test('takes nothing from nobody', async () => {
    const row = here[name] ?? { site_id: home };
    const copy = copyInto(name);
    expect(await trySql(app, null, copy, [JSON.stringify(row)])).toEqual(forbidden);
  });
});

test.each(tables.filter((name) => !deletable.includes(name)))(
  '%s lets no row be deleted',
  async (name) => {
    expect(await trySql(app, user, `DELETE FROM ${name}`)).toEqual(forbidden);
  },
);

test.each(deletable)('%s loses only rows of the own site', async (name) => {
  expect(await trySql(app, user, `DELETE FROM ${name}`)).toMatchObject({ rowCount: 1 });
});

describe('an account', () => {
  // One's own memberships stay visible, so that the program can say that they have ended.
  const countVisibleRows = async (): Promise<number> => {
    const answers = await Promise.all(
      names
        .filter((name) => name !== 'site_membership')
        .map((name) => trySql(app, user, `SELECT FROM ${name} WHERE site_id = $1`, [home])),
    );
    return answers.reduce((sum, answer) => sum + ('rowCount' in answer ? answer.rowCount : 0), 0);
  };

  test('that is disabled sees nothing', async () => {
    await owner.query('UPDATE user_account SET disabled_at = now() WHERE id = $1', [user]);
    const whileDisabled = await countVisibleRows();
    await owner.query('UPDATE user_account SET disabled_at = NULL WHERE id = $1', [user]);
    expect(whileDisabled).toBe(0);
  });

  test('whose membership has ended sees nothing of the site', async () => {
    await owner.query('UPDATE site_membership SET valid_to = now() WHERE user_id = $1', [user]);
    const afterwards = await countVisibleRows();
    await owner.query('UPDATE site_membership SET valid_to = NULL WHERE user_id = $1', [user]);
    expect(afterwards).toBe(0);
  });

  test('without the identity permission reads no name, and none from the trail either', async () => {
    const readNames = () => trySql(app, user, 'SELECT FROM patient_identity');
    const readAuthorizations = () => trySql(app, user, 'SELECT FROM dispensing_authorization');
    const readTrail = () => trySql(app, user, 'SELECT FROM audit_event WHERE identity');
    expect(await readTrail()).toMatchObject({ rowCount: 2 });
    await owner.query('UPDATE site_membership SET sees_identity = false WHERE user_id = $1', [
      user,
    ]);
    const [identities, authorizations, trail, patients] = [
      await readNames(),
      await readAuthorizations(),
      await readTrail(),
      await trySql(app, user, 'SELECT FROM patient'),
    ];
    const row = JSON.stringify(here['patient_identity']);
    const write = await trySql(app, user, copyInto('patient_identity'), [row]);
    await owner.query('UPDATE site_membership SET sees_identity = true WHERE user_id = $1', [user]);
    expect([identities, authorizations, trail, patients]).toMatchObject([
      { rowCount: 0 },
      { rowCount: 0 },
      { rowCount: 0 },
      { rowCount: 1 },
    ]);
    expect(write).toEqual(forbidden);
  });

  test('sees colleagues and not the people of another site', async () => {
    const { rows } = { rows: [], ...(await trySql(app, user, 'SELECT id FROM user_account')) };
    expect(rows).toEqual([{ id: user }]);
    expect(await trySql(app, user, 'SELECT id FROM site')).toMatchObject({ rows: [{ id: home }] });
  });
});

describe('credentials', () => {
  test('can be neither read nor written', async () => {
    expect(await trySql(app, user, 'SELECT FROM user_credential')).toEqual(forbidden);
    expect(await trySql(app, user, 'UPDATE user_credential SET failed_attempts = 0')).toEqual(
      forbidden,
    );
  });

  test('of another site cannot be replaced by an administrator', async () => {
    const stranger = there['user_account']?.['id'];
    expect(await trySql(app, user, "SELECT app.change_password($1, 'x')", [stranger])).toEqual(
      forbidden,
    );
  });

  test('of a colleague who also works elsewhere cannot be replaced by one site alone', async () => {
    const colleague = there['user_account']?.['id'];
    await owner.query(
      "INSERT INTO site_membership (user_id, site_id, role) VALUES ($1, $2, 'staff')",
      [colleague, home],
    );
    expect(await trySql(app, user, "SELECT app.change_password($1, 'x')", [colleague])).toEqual(
      forbidden,
    );
    await owner.query(
      'UPDATE site_membership SET valid_to = now() WHERE user_id = $1 AND site_id = $2',
      [colleague, home],
    );
  });
});

describe('what belongs to no site', () => {
  const shared = ['load_progress', 'protocol_version', 'submission', 'user_account'];

  test.each(shared)(
    '%s shows nothing to nobody and nothing to a disabled account',
    async (name) => {
      expect(await trySql(app, user, `SELECT FROM ${name}`)).toMatchObject({
        rowCount: expect.toSatisfy((count) => count > 0),
      });
      expect(await trySql(app, null, `SELECT FROM ${name}`)).toMatchObject({ rowCount: 0 });
      await owner.query('UPDATE user_account SET disabled_at = now() WHERE id = $1', [user]);
      const whileDisabled = await trySql(app, user, `SELECT FROM ${name}`);
      await owner.query('UPDATE user_account SET disabled_at = NULL WHERE id = $1', [user]);
      expect(whileDisabled).toMatchObject({ rowCount: 0 });
    },
  );
});

describe('submissions', () => {
  test('are read by their author only', async () => {
    expect(await trySql(app, user, 'SELECT user_id FROM submission')).toMatchObject({
      rows: [{ user_id: user }],
    });
  });
});

describe('events', () => {
  test('cannot be recorded for another site', async () => {
    const record = "SELECT app.record_event('exported', site => $1)";
    expect(await trySql(app, user, record, [elsewhere])).toEqual(forbidden);
    expect(await trySql(app, user, record, [home])).toMatchObject({ rowCount: 1 });
  });

  test('cannot pass for the row events that triggers write', async () => {
    const record = "SELECT app.record_event('update', site => $1)";
    expect(await trySql(app, user, record, [home])).toEqual(forbidden);
  });
});

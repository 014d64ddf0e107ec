import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase } from '@/lib/server/db/client';
import { inTransaction } from '@/lib/server/db/transaction';
import { trySql } from '@/tests/support/act-as';
import { openTestDatabase } from '@/tests/support/database';
import {
  addSampleRows,
  anotherRow,
  insertRow,
  type Row,
  type SampleRows,
} from '@/tests/support/sample-rows';

const { owner, app } = await openTestDatabase();
afterAll(closeDatabase);

type AuditEvent = {
  readonly event: string;
  readonly actor_id: string | null;
  readonly actor_role: string | null;
  readonly request_id: string | null;
  readonly reason: string | null;
  readonly site_id: string | null;
  readonly patient_id: string | null;
  readonly site_utc_offset_minutes: number | null;
  readonly before: Row | null;
  readonly after: Row | null;
  readonly identity: boolean;
};

/** What is changed in each audited table, from what to what. */
const changes: Readonly<Record<string, { readonly column: string; readonly to: unknown }>> = {
  api_token: { column: 'name', to: 'Renamed' },
  closed_day: { column: 'reason', to: 'Holiday' },
  cohort: { column: 'name', to: 'Renamed' },
  contact_log: { column: 'note', to: 'called again' },
  decision: { column: 'reopen_reason', to: 'second thoughts' },
  digest_subscription: { column: 'lists_study_ids', to: true },
  dispensing_authorization: { column: 'number', to: '20260111' },
  eligibility_assessment: { column: 'outcome', to: 'ineligible' },
  enrollment: { column: 'arm', to: 'none' },
  flag: { column: 'message', to: 'worse' },
  import_run: { column: 'source_name', to: 'another' },
  import_source: { column: 'name', to: 'another' },
  job: { column: 'reason', to: 'asked again' },
  lab_result: { column: 'value_text', to: '4,2' },
  patient: { column: 'study_id', to: 'S-2' },
  partner: { column: 'note', to: 'changed' },
  patient_identity: { column: 'family_name', to: 'Muster' },
  plan_adjustment: { column: 'reason', to: 'holiday' },
  protocol_amendment: { column: 'reason', to: 'Monthly labs' },
  record: { column: 'source', to: 'letter' },
  screening_log: { column: 'men', to: 5 },
  settings_profile: { column: 'approved_by', to: 'Dr. Example' },
  site: { column: 'name', to: 'Renamed' },
  site_membership: { column: 'sees_identity', to: false },
  site_transfer: { column: 'answer_reason', to: 'no bed' },
  stored_file: { column: 'name', to: 'renamed.csv' },
  user_account: { column: 'display_name', to: 'Renamed' },
  user_credential: { column: 'locked_until', to: '2026-02-01T00:00:00+00:00' },
  visit: { column: 'note', to: 'came late' },
};

/** Left out of the trail: secrets, sign-in counters, projections that can be rebuilt. */
const leftOut: Readonly<Record<string, readonly string[]>> = {
  cohort_snapshot: ['source_head'],
  api_token: ['hash'],
  enrollment: ['plan_version', 'response'],
  import_run: ['file_name', 'profile', 'settings', 'issues'],
  import_source: ['settings'],
  job: ['done', 'total', 'message', 'attempts', 'claim', 'started_at', 'heartbeat_at'],
  protocol_version: ['definition'],
  user_credential: ['password_hash', 'failed_attempts', 'last_sign_in_at'],
};

const keyOf = (table: string) =>
  ({
    dispensing_authorization: 'record_id',
    patient_identity: 'patient_id',
    user_credential: 'user_id',
  })[table] ?? 'id';

let rows: SampleRows;
let user: string;

beforeAll(async () => {
  rows = await addSampleRows(owner);
  user = String(rows['user_account']?.['id']);
  await owner.query("UPDATE site_membership SET role = 'administrator'");
});

async function listEvents(table: string, key: unknown): Promise<readonly AuditEvent[]> {
  const { rows: events } = await owner.query<AuditEvent>(
    'SELECT * FROM audit_event WHERE table_name = $1 AND row_id = $2 ORDER BY id',
    [table, key],
  );
  return events;
}

/** The row after each of its events, from the trail alone. */
function reconstruct(events: readonly AuditEvent[]): readonly Row[] {
  const states: Row[] = [];
  for (const { after } of events) {
    states.push({ ...states.at(-1), ...after });
  }
  return states;
}

async function storedRow(table: string, key: unknown): Promise<Row> {
  const { rows: found } = await owner.query<{ row: Row }>(
    `SELECT to_jsonb(t) - $2::text[] AS row FROM ${table} t WHERE ${keyOf(table)} = $1`,
    [key, leftOut[table] ?? []],
  );
  return found[0]?.row ?? {};
}

test('every audited table that can be changed has a row in these tests', async () => {
  const { rows: audited } = await owner.query<{ name: string }>(`
    SELECT DISTINCT t.tgrelid::regclass::text AS name
    FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'audit_statement'`);
  const immutable = ['cohort_snapshot', 'protocol_version'];
  expect([...Object.keys(changes), ...immutable].sort()).toEqual(
    audited.map(({ name }) => name).sort(),
  );
});

describe.each(Object.keys(changes))('%s', (table) => {
  const change = changes[table] ?? { column: '', to: null };

  test('every value it ever had can be read from the trail, raw SQL included', async () => {
    const key = rows[table]?.[keyOf(table)];
    const first = await storedRow(table, key);
    await owner.query(`UPDATE ${table} SET ${change.column} = $1 WHERE ${keyOf(table)} = $2`, [
      change.to,
      key,
    ]);
    const second = await storedRow(table, key);
    const events = await listEvents(table, key);
    const states = reconstruct(events);
    expect(second[change.column]).toBe(change.to);
    expect(states.slice(-2)).toEqual([first, second]);
    expect(events.at(-1)).toMatchObject({
      event: 'update',
      before: { [change.column]: first[change.column] },
      after: { [change.column]: change.to },
      identity: ['dispensing_authorization', 'patient_identity'].includes(table),
    });
  });

  test('a statement that changes nothing leaves no event', async () => {
    const key = rows[table]?.[keyOf(table)];
    const before = await listEvents(table, key);
    await owner.query(`UPDATE ${table} SET ${keyOf(table)} = ${keyOf(table)}`);
    expect(await listEvents(table, key)).toHaveLength(before.length);
  });
});

const written = [
  'visit',
  'record',
  'lab_result',
  'flag',
  'decision',
  'plan_adjustment',
  'contact_log',
];

test.each(written)(
  '%s written by the program names who, why, where and in which request',
  async (table) => {
    const requestId = randomUUID();
    const row = await anotherRow(owner, table, rows);
    const columns = Object.keys(row).map((name) => `"${name}"`);
    const id = await inTransaction(
      { userId: user },
      { requestId, reason: 'from paper' },
      async (tx) => {
        const [inserted] = await tx.$queryRawUnsafe<{ id: string }[]>(
          `INSERT INTO ${table} (${columns.join(', ')})
       SELECT ${columns.join(', ')} FROM jsonb_populate_record(NULL::public.${table}, $1::jsonb)
       RETURNING id`,
          JSON.stringify(row),
        );
        return inserted?.id;
      },
    );
    const events = await listEvents(table, id);
    expect(events).toEqual([
      expect.objectContaining({
        event: 'insert',
        actor_id: user,
        actor_role: 'administrator',
        request_id: requestId,
        reason: 'from paper',
        site_id: rows['site']?.['id'],
        patient_id: rows['patient']?.['id'],
        before: null,
        after: await storedRow(table, id),
      }),
    ]);
  },
);

test('the time of an event can be shown on the clock of the site', async () => {
  const { rows: events } = await owner.query(`
    SELECT DISTINCT
      e.site_utc_offset_minutes =
        extract(epoch FROM (e.at AT TIME ZONE s.time_zone) - (e.at AT TIME ZONE 'UTC')) / 60 AS fits
    FROM audit_event e JOIN site s ON s.id = e.site_id`);
  expect(events).toEqual([{ fits: true }]);
});

test('a deleted row stays readable in whole', async () => {
  const contact = await insertRow(
    owner,
    'contact_log',
    await anotherRow(owner, 'contact_log', rows),
  );
  const stored = await storedRow('contact_log', contact['id']);
  await owner.query('DELETE FROM contact_log WHERE id = $1', [contact['id']]);
  expect((await listEvents('contact_log', contact['id'])).at(-1)).toMatchObject({
    event: 'delete',
    before: stored,
    after: null,
  });
});

test('a row whose key is changed leaves both keys behind', async () => {
  const contact = await insertRow(
    owner,
    'contact_log',
    await anotherRow(owner, 'contact_log', rows),
  );
  const id = randomUUID();
  await owner.query('UPDATE contact_log SET id = $1 WHERE id = $2', [id, contact['id']]);
  expect((await listEvents('contact_log', contact['id'])).at(-1)).toMatchObject({ after: null });
  expect((await listEvents('contact_log', id)).at(-1)).toMatchObject({
    after: { id },
    before: null,
  });
});

test('a rewritten projection is not a row event', async () => {
  const enrollment = rows['enrollment']?.['id'];
  const before = await listEvents('enrollment', enrollment);
  await owner.query("UPDATE enrollment SET plan_version = plan_version + 1, response = '{}'");
  expect(await listEvents('enrollment', enrollment)).toHaveLength(before.length);
});

test('a password hash never enters the trail', async () => {
  await owner.query(
    "UPDATE user_credential SET password_hash = 'the-secret-hash', password_changed_at = now()",
  );
  const { rowCount } = await owner.query(
    "SELECT FROM audit_event WHERE before::text LIKE '%the-secret-hash%' OR after::text LIKE '%the-secret-hash%'",
  );
  expect(rowCount).toBe(0);
});

describe('the trail', () => {
  test.each([
    "UPDATE audit_event SET reason = 'other'",
    'DELETE FROM audit_event',
    'TRUNCATE audit_event',
    "INSERT INTO audit_event (event) VALUES ('forged')",
  ])('refuses the program: %s', async (sql) => {
    expect(await trySql(app, user, sql)).toEqual({ refused: '42501' });
  });

  test.each([
    "UPDATE audit_event SET reason = 'other'",
    'DELETE FROM audit_event',
    'TRUNCATE audit_event',
  ])('refuses the owner of the schema too: %s', async (sql) => {
    await expect(owner.query(sql)).rejects.toThrow('audit_event cannot be changed');
  });

  test('cannot be written by calling the functions behind the triggers', async () => {
    const forge =
      "SELECT app.append_event('update', NULL, NULL, 'visit', '1', NULL, NULL, false, NULL)";
    expect(await trySql(app, user, forge)).toEqual({ refused: '42501' });
  });

  test('records an event of the program with the acting user', async () => {
    const requestId = randomUUID();
    const site = String(rows['site']?.['id']);
    await inTransaction(
      { userId: user },
      { requestId },
      (tx) =>
        tx.$executeRaw`SELECT app.record_event('exported', site => ${site}::uuid, "after" => '{"rows": 3}')`,
    );
    const { rows: events } = await owner.query(
      'SELECT event, actor_id, site_id, after FROM audit_event WHERE request_id = $1',
      [requestId],
    );
    expect(events).toEqual([
      { event: 'exported', actor_id: user, site_id: site, after: { rows: 3 } },
    ]);
  });
});

describe('what never changes', () => {
  test('a protocol version is not even changed by the owner', async () => {
    await expect(owner.query("UPDATE protocol_version SET title = 'other'")).rejects.toThrow(
      'cannot be changed',
    );
    await expect(owner.query('DELETE FROM protocol_version')).rejects.toThrow('cannot be changed');
  });

  test('the values of a settings profile are fixed, and so is its approval once given', async () => {
    await expect(owner.query(`UPDATE settings_profile SET "values" = '{"x": 1}'`)).rejects.toThrow(
      'cannot be changed',
    );
    await owner.query(
      "UPDATE settings_profile SET approved_at = now(), approved_by = 'Dr. Example'",
    );
    await expect(owner.query("UPDATE settings_profile SET approved_by = 'other'")).rejects.toThrow(
      'cannot be changed',
    );
  });
});

describe('a transfer to another site', () => {
  test('takes along every row of the patient, in the trail too, and asks for a profile of the new site', async () => {
    const moved = await addSampleRows(owner);
    const target = await addSampleRows(owner);
    const site = target['site']?.['id'];
    const patient = moved['patient']?.['id'];
    const move = 'UPDATE patient SET site_id = $1 WHERE id = $2';
    await expect(owner.query(move, [site, patient])).rejects.toThrow(
      'enrollment_settings_profile_id_site_id_fkey',
    );
    const client = await owner.connect();
    try {
      await client.query('BEGIN');
      await client.query(move, [site, patient]);
      await client.query('UPDATE enrollment SET settings_profile_id = $1 WHERE patient_id = $2', [
        target['settings_profile']?.['id'],
        patient,
      ]);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    const { rows: left } = await owner.query<{ name: string }>(`
      SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'patient_id'
        AND c.relname <> 'audit_event'`);
    for (const { name } of left) {
      const { rows: sites } = await owner.query(
        `SELECT DISTINCT site_id FROM ${name} WHERE patient_id = $1`,
        [patient],
      );
      expect([name, sites]).toEqual([name, [{ site_id: site }]]);
    }
    const reader = String(target['user_account']?.['id']);
    const history = `SELECT DISTINCT table_name FROM audit_event WHERE patient_id = $1 AND event = 'insert'`;
    const { rows: readable } = { rows: [], ...(await trySql(app, reader, history, [patient])) };
    expect(readable.map((row) => row['table_name'])).toEqual(
      expect.arrayContaining(['patient', 'patient_identity', 'visit', 'lab_result']),
    );
  });
});

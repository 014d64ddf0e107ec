import { expect, test } from 'vitest';
import { openTestDatabase } from '@/tests/support/database';

const { owner } = await openTestDatabase();

// What no row-level test can see: a table, view or function that somebody adds without protection.

async function namesOf(sql: string): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(sql);
  return rows.map(({ name }) => name).sort();
}

test('every table has forced row-level security, except the bookkeeping of the migrations', async () => {
  expect(
    await namesOf(`
      SELECT relname AS name FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        AND NOT (relrowsecurity AND relforcerowsecurity)`),
  ).toEqual(['_prisma_migrations']);
});

test('every view answers with the rights of whoever asks', async () => {
  expect(
    await namesOf(`
      SELECT relname AS name FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
        AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)`),
  ).toEqual([]);
});

test('every row about a patient carries its site and is tied to the patient by both', async () => {
  expect(
    await namesOf(`
      WITH patient_table AS (
        SELECT c.oid, c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'patient_id'
      )
      SELECT name FROM patient_table t
      WHERE NOT EXISTS (
        SELECT FROM pg_constraint f
        WHERE f.conrelid = t.oid AND f.contype = 'f' AND f.confupdtype = 'c'
          AND (
            SELECT array_agg(a.attname::text) @> '{patient_id,site_id}'
            FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = ANY (f.conkey)
          )
      )`),
  ).toEqual(['audit_event']); // outlives what it speaks of
});

test('no reference between rows of sites leaves the site out', async () => {
  expect(
    await namesOf(`
      WITH of_site AS (
        SELECT attrelid, attnum FROM pg_attribute WHERE attname = 'site_id' AND NOT attisdropped
      )
      SELECT f.conname AS name
      FROM pg_constraint f
      JOIN of_site child ON child.attrelid = f.conrelid
      JOIN of_site parent ON parent.attrelid = f.confrelid
      WHERE f.contype = 'f' AND NOT child.attnum = ANY (f.conkey)`),
  ).toEqual([
    'decision_superseded_by_enrollment_id_fkey', // an enrollment has one site
    // What an enrollment was amended from and to stays with the site that did it.
    'protocol_amendment_from_settings_profile_id_fkey',
    'protocol_amendment_to_settings_profile_id_fkey',
    // A snapshot has men of several sites, and a man may move to another one later.
    'snapshot_member_enrollment_id_fkey',
    'snapshot_member_snapshot_id_fkey',
  ]);
});

test('every function with the rights of the owner pins its search path', async () => {
  expect(
    await namesOf(`
      SELECT proname AS name FROM pg_proc
      WHERE pronamespace IN ('app'::regnamespace, 'public'::regnamespace) AND prosecdef
        AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (proconfig), false)`),
  ).toEqual([]);
});

test('no function of the program can be called by everybody', async () => {
  expect(
    await namesOf(`
      SELECT p.proname AS name FROM pg_proc p
      WHERE p.pronamespace = 'app'::regnamespace
        AND (p.proacl IS NULL OR EXISTS (SELECT FROM aclexplode(p.proacl) WHERE grantee = 0))`),
  ).toEqual([]);
});

test('the role of the application owns nothing, bypasses nothing and creates nothing', async () => {
  const { rows } = await owner.query(`
    SELECT
      rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS powerful,
      EXISTS (SELECT FROM pg_class WHERE relowner = r.oid) AS owns,
      EXISTS (SELECT FROM pg_auth_members WHERE member = r.oid) AS inherits,
      has_schema_privilege(oid, 'public', 'CREATE') OR has_schema_privilege(oid, 'app', 'CREATE') AS creates
    FROM pg_roles r WHERE rolname = 'sertoli_app'`);
  expect(rows).toEqual([{ powerful: false, owns: false, inherits: false, creates: false }]);
});

test('the role of the application may delete only what is not a fact', async () => {
  expect(
    await namesOf(`
      SELECT relname AS name FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v')
        AND (has_table_privilege('sertoli_app', oid, 'DELETE')
          OR has_table_privilege('sertoli_app', oid, 'TRUNCATE'))`),
  ).toEqual(['draft', 'occurrence', 'saved_filter', 'snapshot_result']);
});

test('the role of the application can only read the audit trail', async () => {
  const { rows } = await owner.query(`
    SELECT privilege_type FROM information_schema.role_table_grants
    WHERE grantee = 'sertoli_app' AND table_name = 'audit_event'`);
  expect(rows).toEqual([{ privilege_type: 'SELECT' }]);
});

test('every table is audited, except logs, projections, what is sealed by a hash and what is the author’s own', async () => {
  expect(
    await namesOf(`
      SELECT relname AS name FROM pg_class c
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        AND relname <> '_prisma_migrations'
        AND (
          SELECT count(*) FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
          WHERE t.tgrelid = c.oid AND p.proname = 'audit_statement' AND t.tgenabled <> 'D'
        ) <> 3`),
  ).toEqual([
    'api_token_use',
    'audit_event',
    // A trail that says what it is would give it away.
    'deidentification_key',
    'digest_run',
    'draft',
    'file_piece',
    'load_progress',
    'occurrence',
    'saved_filter',
    'snapshot_member',
    'snapshot_result',
    'submission',
    'worker_heartbeat',
  ]);
});

test('every reference to a growing table can be followed back by an index', async () => {
  expect(
    await namesOf(`
      SELECT f.conrelid::regclass || ': ' || f.conname AS name
      FROM pg_constraint f
      WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace
        AND f.confrelid::regclass::text IN ('enrollment', 'record', 'visit')
        AND NOT EXISTS (
          SELECT FROM pg_index i WHERE i.indrelid = f.conrelid AND i.indkey[0] = f.conkey[1]
        )`),
  ).toEqual([]);
});

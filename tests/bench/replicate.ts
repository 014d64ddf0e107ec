// Multiplies the patients of a database, set by set: ten thousand imports would take minutes.
import type pg from 'pg';

/** Parents before children, as the references go. */
const tables = [
  'patient',
  'patient_identity',
  'enrollment',
  'eligibility_assessment',
  'visit',
  'contact_log',
  'record',
  'lab_result',
  'plan_adjustment',
  'decision',
  'occurrence',
  'flag',
] as const;

/** Columns that name a row of these tables, and so name its copy in a copy. */
const ownIds = [
  'id',
  'patient_id',
  'enrollment_id',
  'visit_id',
  'record_id',
  'contact_id',
  'trigger_record_id',
  'superseded_by',
];

/** Columns that must differ from copy to copy within a site. */
const distinctTexts = ['study_id', 'record_number'];

/**
 * Adds `copies` of every patient with all that belongs to him. As superuser: copies are no changes
 * that anybody made, so neither triggers nor references are asked.
 */
export async function replicatePatients(superuser: pg.Client, copies: number): Promise<void> {
  await superuser.query("SET session_replication_role = 'replica'");
  await superuser.query(`
    CREATE FUNCTION pg_temp.copied(id uuid, copy integer) RETURNS uuid LANGUAGE sql IMMUTABLE
    AS $$ SELECT overlay(overlay(md5(id::text || copy) PLACING '7' FROM 13) PLACING '8' FROM 17)::uuid $$`);
  for (const table of tables) {
    const columns = await columnsOf(superuser, table);
    await superuser.query(
      `INSERT INTO ${table} (${columns.map((column) => `"${column}"`).join(', ')})
       SELECT ${columns.map(copiedColumn).join(', ')}
       FROM ${table} original, generate_series(1, $1::integer) copy`,
      [copies],
    );
  }
  await superuser.query('ANALYZE');
}

async function columnsOf(client: pg.Client, table: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ column_name: string }>(
    `SELECT column_name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1`,
    [table],
  );
  return rows.map(({ column_name }) => column_name);
}

function copiedColumn(column: string): string {
  if (ownIds.includes(column)) {
    return `pg_temp.copied(original.${column}, copy)`;
  }
  if (column === 'record_ids') {
    return 'ARRAY(SELECT pg_temp.copied(id, copy) FROM unnest(original.record_ids) id)';
  }
  if (distinctTexts.includes(column)) {
    return `original.${column} || '-' || copy`;
  }
  return `original."${column}"`;
}

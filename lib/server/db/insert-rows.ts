import 'server-only';
import type { JsonObject } from '@/lib/core/json';
import type { Transaction } from './transaction';

/** The tables of facts that commands add to, as they are named in the database. */
export type FactTable =
  | 'patient'
  | 'patient_identity'
  | 'enrollment'
  | 'eligibility_assessment'
  | 'visit'
  | 'record'
  | 'dispensing_authorization'
  | 'lab_result'
  | 'plan_adjustment'
  | 'protocol_amendment'
  | 'contact_log'
  | 'decision'
  | 'flag'
  | 'screening_log'
  | 'closed_day'
  | 'partner'
  | 'snapshot_member';

/**
 * One statement for any number of rows: they travel as one JSON text, with the database's own column
 * names, and dates, times and numbers as text or number. Every row has the columns of the first.
 */
export async function insertRows(
  tx: Transaction,
  table: FactTable,
  rows: readonly JsonObject[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) {
    return;
  }
  const columns = Object.keys(first)
    .map((column) => `"${column}"`)
    .join(', ');
  await tx.$executeRawUnsafe(
    // With its schema, because `record` alone is a type of PostgreSQL's own.
    `INSERT INTO public."${table}" (${columns})
     SELECT ${columns} FROM jsonb_populate_recordset(NULL::public."${table}", $1::jsonb)`,
    JSON.stringify(rows),
  );
}

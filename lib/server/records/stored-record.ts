import 'server-only';
import type { JsonObject } from '@/lib/core/json';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { entryOfRecord } from '@/lib/records/entry-of-record';
import { AppError } from '../app-error';
import type { Transaction } from '../db/transaction';
import { clinicalRecordFrom, labResultColumns, labResultFrom, recordColumns } from './record-row';

export interface LockedRecord {
  readonly record: ClinicalRecord;
  readonly siteId: string;
  readonly patientId: string;
  readonly enrollmentId: string | null;
  readonly version: number;
}

/** The site of a record, for the permission of a command; null when the user cannot see it. */
export async function findRecordSite(
  tx: Transaction,
  { recordId }: { readonly recordId: string },
): Promise<string | null> {
  const row = await tx.clinicalRecord.findUnique({
    where: { id: recordId },
    select: { siteId: true },
  });
  return row?.siteId ?? null;
}

export async function findRecordPatient(tx: Transaction, recordId: string): Promise<string> {
  const row = await tx.clinicalRecord.findUniqueOrThrow({
    where: { id: recordId },
    select: { patientId: true },
  });
  return row.patientId;
}

/**
 * A record as the person saw it; its enrollments are locked already.
 *
 * @throws STALE_VERSION with what is stored when somebody changed it since, CONFLICT when it was voided.
 */
export async function requireRecordVersion(
  tx: Transaction,
  recordId: string,
  version: number,
): Promise<LockedRecord> {
  const row = await tx.clinicalRecord.findUniqueOrThrow({
    where: { id: recordId },
    select: { ...recordColumns, siteId: true, version: true },
  });
  const results = await tx.labResult.findMany({
    where: { recordId, voidedAt: null },
    select: labResultColumns,
    orderBy: { id: 'asc' },
  });
  const record = clinicalRecordFrom(row, results.map(labResultFrom));
  if (record.voided) {
    throw new AppError('CONFLICT', { message: 'This record has been voided.' });
  }
  if (row.version !== version) {
    throw new AppError('STALE_VERSION', {
      current: { version: row.version, entry: entryOfRecord(record) as JsonObject },
    });
  }
  const { siteId, patientId, enrollmentId } = row;
  return { record, siteId, patientId, enrollmentId, version };
}

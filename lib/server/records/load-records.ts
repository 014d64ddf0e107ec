import 'server-only';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { groupBy } from '../db/group-by';
import type { Transaction } from '../db/transaction';
import { clinicalRecordFrom, labResultColumns, labResultFrom, recordColumns } from './record-row';

export interface StoredRecord {
  /** Null for history, which belongs to the man and not to one course of treatment. */
  readonly enrollmentId: string | null;
  readonly record: ClinicalRecord;
}

/** Every record of these patients by patient, voided ones included, in two queries. */
export async function loadRecords(
  tx: Transaction,
  patientIds: readonly string[],
): Promise<Map<string, StoredRecord[]>> {
  const rows = await tx.clinicalRecord.findMany({
    where: { patientId: { in: [...patientIds] } },
    select: recordColumns,
  });
  const results = groupBy(
    await tx.labResult.findMany({
      where: { patientId: { in: [...patientIds] }, voidedAt: null },
      select: labResultColumns,
      orderBy: { id: 'asc' },
    }),
    (row) => row.recordId,
    labResultFrom,
  );
  return groupBy(
    rows,
    (row) => row.patientId,
    (row) => ({
      enrollmentId: row.enrollmentId,
      record: clinicalRecordFrom(row, results.get(row.id) ?? []),
    }),
  );
}

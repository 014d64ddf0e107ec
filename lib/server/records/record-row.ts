import 'server-only';
import { invariant } from '@/lib/core/invariant';
import type { JsonObject, JsonValue } from '@/lib/core/json';
import { toDay } from '@/lib/dates/civil-date';
import {
  type ClinicalRecord,
  contentSchemaVersion,
  recordContentSchemas,
} from '@/lib/records/clinical-record';
import { recordKinds } from '@/lib/records/record';
import type { NewRecord } from '@/lib/records/record-entry';
import type { LabResult } from '@/lib/records/standardize-lab-result';
import { unitJumpRule } from '@/lib/units/unit-jump';
import { dayFrom, timeFrom } from '../db/date-column';
import type { Prisma } from '../db/generated/client';
import { insertRows } from '../db/insert-rows';
import { newId } from '../db/new-id';
import type { Transaction } from '../db/transaction';

export const recordColumns = {
  id: true,
  patientId: true,
  enrollmentId: true,
  kind: true,
  collectedOn: true,
  collectedAt: true,
  source: true,
  content: true,
  contentSchema: true,
  voidedAt: true,
} as const satisfies Prisma.ClinicalRecordSelect;
type RecordRow = Prisma.ClinicalRecordGetPayload<{ select: typeof recordColumns }>;

export const labResultColumns = {
  recordId: true,
  analyte: true,
  valueText: true,
  value: true,
  comparator: true,
  unit: true,
  standardValue: true,
  standardUnit: true,
  conversionId: true,
  laboratoryFactor: true,
  referenceLow: true,
  referenceHigh: true,
  fasting: true,
  confirmedWarnings: true,
} as const satisfies Prisma.LabResultSelect;
type LabResultRow = Prisma.LabResultGetPayload<{ select: typeof labResultColumns }>;

/** @throws when what is stored is not what the schemas describe: rows are only written through them. */
export function clinicalRecordFrom(row: RecordRow, results: readonly LabResult[]): ClinicalRecord {
  const kind = recordKinds.find((known) => known === row.kind);
  invariant(kind, `unknown kind of record ${row.kind}`);
  invariant(row.contentSchema === contentSchemaVersion, `unknown content schema of ${row.id}`);
  return {
    id: row.id,
    kind,
    on: dayFrom(row.collectedOn),
    time: row.collectedAt && timeFrom(row.collectedAt),
    source: row.source,
    voided: row.voidedAt !== null,
    content: recordContentSchemas[kind].parse(row.content),
    results,
  } as ClinicalRecord;
}

export function labResultFrom(row: LabResultRow): LabResult {
  return {
    analyte: row.analyte as LabResult['analyte'],
    valueText: row.valueText,
    value: Number(row.value),
    comparator: row.comparator as LabResult['comparator'],
    unit: row.unit as LabResult['unit'],
    standardValue: numberOrNull(row.standardValue),
    standardUnit: row.standardUnit as LabResult['standardUnit'],
    conversionId: row.conversionId,
    laboratoryFactor: numberOrNull(row.laboratoryFactor),
    referenceLow: numberOrNull(row.referenceLow),
    referenceHigh: numberOrNull(row.referenceHigh),
    fasting: row.fasting,
    softLimitId: row.confirmedWarnings.find((id) => id !== unitJumpRule.id) ?? null,
    unitJumpId: row.confirmedWarnings.find((id) => id === unitJumpRule.id) ?? null,
  };
}

function numberOrNull(decimal: Prisma.Decimal | null): number | null {
  return decimal === null ? null : Number(decimal);
}

/** Whose record it is, where it was recorded and by whom. */
export interface RecordPlace {
  readonly siteId: string;
  readonly patientId: string;
  /** Null for history, which belongs to the man and not to one course of treatment. */
  readonly enrollmentId: string | null;
  readonly visitId: string | null;
  readonly recordedBy: string;
}

export interface PlacedRecord {
  readonly id: string;
  readonly place: RecordPlace;
  readonly record: NewRecord;
}

export function placeRecord(record: NewRecord, place: RecordPlace): PlacedRecord {
  return { id: newId(), place, record };
}

/** Two statements, whatever the number of records and patients. */
export async function insertRecords(
  tx: Transaction,
  placed: readonly PlacedRecord[],
): Promise<void> {
  await insertRows(tx, 'record', placed.map(recordRow));
  await insertRows(
    tx,
    'lab_result',
    placed.flatMap(({ id, place, record }) =>
      record.results.map((result) => labResultRow(id, place, result)),
    ),
  );
}

function recordRow({ id, place, record }: PlacedRecord): JsonObject {
  return {
    id,
    site_id: place.siteId,
    patient_id: place.patientId,
    enrollment_id: place.enrollmentId,
    visit_id: place.visitId,
    kind: record.kind,
    collected_on: record.on,
    collected_at: record.time,
    source: record.source,
    content: record.content as JsonValue,
    content_schema: contentSchemaVersion,
    recorded_by: place.recordedBy,
  };
}

export function labResultRow(
  recordId: string,
  { siteId, patientId }: Pick<RecordPlace, 'siteId' | 'patientId'>,
  result: LabResult,
): JsonObject {
  return {
    id: newId(),
    site_id: siteId,
    patient_id: patientId,
    record_id: recordId,
    analyte: result.analyte,
    value_text: result.valueText,
    value: result.value,
    comparator: result.comparator,
    unit: result.unit,
    standard_value: result.standardValue,
    standard_unit: result.standardUnit,
    conversion_id: result.conversionId,
    laboratory_factor: result.laboratoryFactor,
    reference_low: result.referenceLow,
    reference_high: result.referenceHigh,
    fasting: result.fasting,
    confirmed_warnings: [result.softLimitId, result.unitJumpId].filter((id) => id !== null),
  };
}

/** The record as the engine reads it before it has been stored: what a preview computes with. */
export function unsavedRecord({ id, record }: PlacedRecord): ClinicalRecord {
  return { ...record, id, on: toDay(record.on), voided: false } as ClinicalRecord;
}

import { invariant } from '@/lib/core/invariant';
import { toCivilDate } from '@/lib/dates/civil-date';
import { type ClinicalRecord, recordContentSchemas } from '@/lib/records/clinical-record';
import { labReportInputSchema, standardizeLabReport } from '@/lib/records/lab-report';
import { standardizeVitalSigns, vitalSignsInputSchema } from '@/lib/records/vital-signs';
import type { DemoRecord } from './demo-patient';

/**
 * The record as the engine reads it, checked by the same schemas as a form. @throws when a schema
 * refuses it, an unusual value included: demo data have nobody to confirm one.
 */
export function enterRecord(record: DemoRecord, id: string): ClinicalRecord {
  const entered = {
    id,
    kind: record.kind,
    on: record.on,
    time: record.time ?? null,
    source: record.source,
    voided: false,
    ...contentOf(record),
  };
  return entered as ClinicalRecord;
}

function contentOf(record: DemoRecord) {
  if (record.kind === 'lab-report') {
    const { laboratory, results } = record.content;
    const collectedOn = toCivilDate(record.on);
    const report = { collectedOn, collectedAt: record.time, laboratory, results };
    const parsed = accepted(labReportInputSchema.safeParse(report), record);
    return { content: { laboratory }, results: standardizeLabReport(parsed) };
  }
  if (record.kind === 'vital-signs') {
    const parsed = accepted(vitalSignsInputSchema.safeParse(record.content), record);
    return { content: standardizeVitalSigns(parsed), results: [] };
  }
  const parsed = recordContentSchemas[record.kind].safeParse(record.content);
  return { content: accepted<unknown>(parsed, record), results: [] };
}

interface Parsed<T> {
  readonly success: boolean;
  readonly data?: T | undefined;
  readonly error?: { readonly message: string } | undefined;
}

function accepted<T>(parsed: Parsed<T>, record: DemoRecord): T {
  const what = `${record.kind} of ${toCivilDate(record.on)}`;
  invariant(parsed.success && parsed.data !== undefined, `${what}: ${parsed.error?.message}`);
  return parsed.data;
}

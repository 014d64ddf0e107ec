import { toCivilDate } from '@/lib/dates/civil-date';
import type { ClinicalRecord, RecordOf } from './clinical-record';
import type { RecordEntryInput } from './record-entry';
import type { LabResult } from './standardize-lab-result';

/** A stored record as it would be typed again: what a form for its amendment starts with. */
export function entryOfRecord(record: ClinicalRecord): RecordEntryInput {
  const { kind, time, source } = record;
  const header = { kind, on: toCivilDate(record.on), time, source };
  return { ...header, content: typedContent(record) } as RecordEntryInput;
}

function typedContent(record: ClinicalRecord): unknown {
  switch (record.kind) {
    case 'lab-report':
      return {
        laboratory: record.content.laboratory,
        results: record.results.map(typedResult),
        confirmed: record.results
          .filter(({ softLimitId, unitJumpId }) => softLimitId !== null || unitJumpId !== null)
          .map(({ analyte }) => analyte),
      };
    case 'vital-signs':
      return typedVitalSigns(record);
    default:
      return record.content;
  }
}

function typedResult(result: LabResult) {
  return {
    analyte: result.analyte,
    value: result.valueText,
    unit: result.unit,
    referenceLow: typedNumber(result.referenceLow),
    referenceHigh: typedNumber(result.referenceHigh),
    laboratoryFactor: typedNumber(result.laboratoryFactor),
    ...(result.fasting === null ? {} : { fasting: result.fasting }),
  };
}

function typedVitalSigns({ content }: RecordOf<'vital-signs'>) {
  const { weight, bloodPressure, confirmed, note } = content;
  return {
    weight: typedNumber(weight?.value),
    weightUnit: weight?.unit ?? 'kg',
    systolic: typedNumber(bloodPressure?.systolic),
    diastolic: typedNumber(bloodPressure?.diastolic),
    confirmed,
    note,
  };
}

function typedNumber(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}

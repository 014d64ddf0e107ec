import { toDay } from '@/lib/dates/civil-date';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import {
  type RecordEntryInput,
  recordEntrySchema,
  standardizeEntry,
} from '@/lib/records/record-entry';

/** The entries that can be read already, as the engine would read them once stored. */
export function typedRecords(entries: readonly RecordEntryInput[]): readonly ClinicalRecord[] {
  return entries.flatMap((entry, index) => {
    const checked = recordEntrySchema.safeParse(entry);
    if (!checked.success) {
      return [];
    }
    const record = standardizeEntry(checked.data);
    return [
      { ...record, id: `typed-${index}`, on: toDay(record.on), voided: false } as ClinicalRecord,
    ];
  });
}

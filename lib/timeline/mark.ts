import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import { studyDay } from '@/lib/dates/study-day';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { describeRecord } from '@/lib/records/describe-record';
import type { TimelineMark } from './timeline-view';

export function markOf(
  id: string,
  day: Day,
  firstDoseOn: Day | null,
  text: { readonly label: string; readonly detail: string; readonly recordId?: string },
): TimelineMark {
  return {
    id,
    recordId: text.recordId ?? null,
    day,
    label: text.label,
    detail: text.detail,
    date: toCivilDate(day),
    studyDay: firstDoseOn === null ? null : studyDay(firstDoseOn, day),
  };
}

export function markOfRecord(record: ClinicalRecord, firstDoseOn: Day | null): TimelineMark {
  const { title, summary } = describeRecord(record);
  return markOf(record.id, record.on, firstDoseOn, {
    label: title,
    detail: summary,
    recordId: record.id,
  });
}

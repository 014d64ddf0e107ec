import { type Day, toDay } from '@/lib/dates/civil-date';
import { adverseEventName, worstGradeOf } from '@/lib/records/adverse-event';
import { type ClinicalRecord, type RecordOf, recordsOf } from '@/lib/records/clinical-record';
import { markOfRecord } from './mark';
import type { AdverseEventBar, SideEffectLane } from './timeline-view';

/** Voided records are left out before. */
export function sideEffectLane(
  records: readonly ClinicalRecord[],
  firstDoseOn: Day | null,
): SideEffectLane {
  const bars = recordsOf(records, 'adverse-event')
    .map((record) => barOf(record, firstDoseOn))
    .sort((one, other) => one.day - other.day || (one.name < other.name ? -1 : 1));
  const names = [...new Set(bars.map(({ name }) => name))];
  return {
    rows: names.map((name) => ({ name, bars: bars.filter((bar) => bar.name === name) })),
    checks: recordsOf(records, 'symptom-check').map((record) => markOfRecord(record, firstDoseOn)),
    questionnaires: recordsOf(records, 'questionnaire').map((record) => ({
      ...markOfRecord(record, firstDoseOn),
      label: `PHQ-9 ${record.content.total}`,
    })),
  };
}

function barOf(record: RecordOf<'adverse-event'>, firstDoseOn: Day | null): AdverseEventBar {
  const { content } = record;
  const last = content.endedOn === null ? null : toDay(content.endedOn);
  const mark = markOfRecord(record as ClinicalRecord, firstDoseOn);
  const worst = worstGradeOf(content);
  return {
    ...mark,
    label: `${mark.label}, worst grade ${worst}`,
    name: adverseEventName(content),
    to: last,
    worst,
    steps: content.grades.map(({ from, grade }, index) => {
      const next = content.grades[index + 1];
      return { from: toDay(from), to: next === undefined ? last : toDay(next.from) - 1, grade };
    }),
  };
}

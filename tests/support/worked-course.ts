import type { Course } from '@/lib/course/course';
import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import type { ClinicalRecord } from '@/lib/records/clinical-record';

type Entry = ImportedCourseInput['records'][number];

/** A course of the unit tests as the import takes it, so that it can be seen on a screen. */
export function asImport(protocol: string, course: Course): Partial<ImportedCourseInput> {
  const { arm, consentOn, enrolledOn, endedOn, records, decisions, adjustments } = course;
  return {
    protocol,
    arm,
    consentOn: toCivilDate(consentOn),
    enrolledOn: toCivilDate(enrolledOn),
    ended:
      endedOn === null
        ? null
        : { on: toCivilDate(endedOn), status: 'completed', reason: 'End of the worked example' },
    records: records.map(asEntry),
    decisions: decisions.map(({ key, chosen, decidedOn, effectiveOn }) => ({
      key,
      chosen,
      decidedOn: toCivilDate(decidedOn),
      effectiveOn: toCivilDate(effectiveOn),
    })),
    adjustments: adjustments.map(asAdjustment),
  };
}

function asEntry({ kind, on, time, source, content, results }: ClinicalRecord): Entry {
  const header = { kind, on: toCivilDate(on), time, source };
  if (kind !== 'lab-report') {
    return { ...header, content } as Entry;
  }
  const measured = results.map(({ analyte, valueText, unit }) => ({
    analyte,
    value: valueText,
    unit,
  }));
  const confirmed = measured.map(({ analyte }) => analyte);
  return { ...header, content: { ...content, results: measured, confirmed } } as Entry;
}

function asAdjustment({
  kind,
  occurrenceKey,
  on,
  reason,
}: Course['adjustments'][number]): ImportedCourseInput['adjustments'][number] {
  switch (kind) {
    case 'waiver':
      return { kind, occurrenceKey, reason };
    case 'reschedule':
      return { kind, occurrenceKey, reason, plannedOn: dateOf(on) };
    case 'closure':
      return { kind, occurrenceKey, reason, closedOn: dateOf(on) };
    default:
      throw new Error(`An import cannot bring a ${kind}.`);
  }
}

function dateOf(day: Day | null) {
  if (day === null) {
    throw new Error('The adjustment has no date.');
  }
  return toCivilDate(day);
}

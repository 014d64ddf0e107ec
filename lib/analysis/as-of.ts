import type { Course } from '@/lib/course/course';
import { type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { RecordedCase } from '@/lib/export/study-case';
import type { ClinicalRecord } from '@/lib/records/clinical-record';

/**
 * What was the case on that day, by the dates of the facts: what was found, given, decided or agreed later is
 * left out, and what ended later still goes on. When a fact was typed makes no difference.
 *
 * @returns null for a man who was not enrolled yet
 */
export function asOf(recorded: RecordedCase, cutOff: Day): RecordedCase | null {
  const { course } = recorded;
  if (course.enrolledOn > cutOff) {
    return null;
  }
  const next = course.amendments.findIndex(({ until }) => until > cutOff);
  const followed = next < 0 ? undefined : course.amendments[next];
  const hasEnded = course.endedOn !== null && course.endedOn <= cutOff;
  return {
    ...recorded,
    ...(course.endedOn === null || hasEnded
      ? {}
      : { status: 'active', endCategory: null, endAdverseEventId: null }),
    ...(followed === undefined ? {} : { protocol: followed.protocol }),
    course: {
      ...course,
      ...(hasEnded ? {} : { endedOn: null, died: false }),
      amendments: followed === undefined ? course.amendments : course.amendments.slice(0, next),
      records: course.records
        .filter(({ on }) => on <= cutOff)
        .map((record) => contentAsOf(record, toCivilDate(cutOff))),
      decisions: course.decisions.filter(({ decidedOn }) => decidedOn <= cutOff),
      adjustments: adjustmentsAsOf(course, cutOff),
    },
  };
}

/** A link to a record that is left out links nothing; a closure happens on its day. */
function adjustmentsAsOf({ adjustments, records }: Course, cutOff: Day): Course['adjustments'] {
  const later = new Set(records.filter(({ on }) => on > cutOff).map(({ id }) => id));
  return adjustments.filter(
    ({ kind, on, recordId }) =>
      (recordId === null || !later.has(recordId)) &&
      (kind !== 'closure' || on === null || on <= cutOff),
  );
}

function contentAsOf(record: ClinicalRecord, cutOff: CivilDate): ClinicalRecord {
  switch (record.kind) {
    case 'icsi-cycle': {
      const { transfers } = record.content;
      return {
        ...record,
        content: {
          ...record.content,
          transfers: transfers
            .filter(({ on }) => on <= cutOff)
            .map((transfer) =>
              transfer.outcomeOn === null || transfer.outcomeOn <= cutOff
                ? transfer
                : { ...transfer, outcome: 'awaited', outcomeOn: null, liveBorn: null },
            ),
        },
      };
    }
    case 'adverse-event': {
      const { grades, endedOn } = record.content;
      return {
        ...record,
        content: {
          ...record.content,
          grades: grades.filter(({ from }) => from <= cutOff),
          endedOn: endedOn === null || endedOn > cutOff ? null : endedOn,
        },
      };
    }
    default:
      return record;
  }
}

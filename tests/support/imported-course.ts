// An imported course as the engine reads it once it is stored, without a database.
import type { Course } from '@/lib/course/course';
import { therapyOf } from '@/lib/course/therapy';
import { toDay } from '@/lib/dates/civil-date';
import { addDuration } from '@/lib/dates/duration';
import { adjustmentOfContact } from '@/lib/enrollment/contact-input';
import type { ImportedCourse } from '@/lib/enrollment/imported-course';
import { type CompiledProtocol, durationValue } from '@/lib/protocols/compile-protocol';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { standardizeEntry } from '@/lib/records/record-entry';
import { openEveryDay } from '@/lib/schedule/clinic-calendar';

/** @param newId gives each record and decision its id, in order. */
export function courseOfImport(
  imported: ImportedCourse,
  { definition, settings }: CompiledProtocol,
  newId: () => string,
): Course {
  const records = imported.records.map((entry) => {
    const record = standardizeEntry(entry);
    return { ...record, id: newId(), on: toDay(record.on), voided: false } as ClinicalRecord;
  });
  const { firstDoseOn } = therapyOf(records);
  return {
    arm: imported.arm,
    consentOn: toDay(imported.consentOn),
    enrolledOn: toDay(imported.enrolledOn),
    endedOn: imported.ended && toDay(imported.ended.on),
    died: imported.ended?.status === 'died',
    records,
    decisions: imported.decisions.map(({ key, chosen, decidedOn, effectiveOn }) => {
      const point = definition.decisions.find((decision) => decision.key === key);
      if (!point || firstDoseOn === null) {
        throw new Error(`${imported.studyId}: nothing to decide about ${key}`);
      }
      const foreseen = addDuration(firstDoseOn, durationValue(point.effective.offset, settings));
      return {
        id: newId(),
        key,
        chosen,
        decidedOn: toDay(decidedOn),
        effectiveOn: effectiveOn ? toDay(effectiveOn) : foreseen,
        recordId: null,
      };
    }),
    adjustments: [
      ...imported.adjustments.map((adjustment) => ({
        kind: adjustment.kind,
        occurrenceKey: adjustment.occurrenceKey,
        recordId: null,
        on: dayOf(adjustment),
        reason: adjustment.reason,
      })),
      ...imported.contacts.flatMap(adjustmentsOf),
    ],
    remsEnrollmentOnlyFrom: null,
    clinicCalendar: openEveryDay,
    amendments: [],
  };
}

function adjustmentsOf(contact: ImportedCourse['contacts'][number]) {
  const adjustment = adjustmentOfContact(contact);
  if (adjustment === null) {
    return [];
  }
  const { kind, reason } = adjustment;
  const on = toDay(kind === 'reschedule' ? adjustment.plannedOn : adjustment.closedOn);
  return contact.occurrenceKeys.map((occurrenceKey) => ({
    kind,
    occurrenceKey,
    recordId: null,
    on,
    reason,
  }));
}

function dayOf(adjustment: ImportedCourse['adjustments'][number]) {
  switch (adjustment.kind) {
    case 'link':
    case 'waiver':
      return null;
    case 'reschedule':
      return toDay(adjustment.plannedOn);
    case 'closure':
      return toDay(adjustment.closedOn);
  }
}

import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import type { DemoAdjustment, DemoPatient, DemoRecord } from './demo-patient';

/** A demo man as the bulk command takes him: the loader and the tests both read this. */
export function demoImport(patient: DemoPatient): ImportedCourseInput {
  const { studyId, identity, protocol, profile, arm, cohortTag, ended } = patient;
  return {
    studyId,
    identity,
    protocol,
    profile,
    arm,
    cohortTag,
    simulated: true,
    overrideReason: patient.overrideReason ?? '',
    consentOn: toCivilDate(patient.consentOn),
    enrolledOn: toCivilDate(patient.enrolledOn),
    ended: ended && { ...ended, on: toCivilDate(ended.on) },
    records: patient.records.map(entryOf),
    decisions: patient.decisions.map(({ decidedOn, effectiveOn, ...decision }) => ({
      ...decision,
      decidedOn: toCivilDate(decidedOn),
      effectiveOn: dateOrNull(effectiveOn),
    })),
    adjustments: patient.adjustments.map(adjustmentOf),
  };
}

function entryOf(record: DemoRecord): ImportedCourseInput['records'][number] {
  return { ...record, on: toCivilDate(record.on) };
}

function adjustmentOf(adjustment: DemoAdjustment): ImportedCourseInput['adjustments'][number] {
  const { occurrenceKey, reason } = adjustment;
  switch (adjustment.kind) {
    case 'waiver':
      return { kind: 'waiver', occurrenceKey, reason };
    case 'reschedule':
      return {
        kind: 'reschedule',
        occurrenceKey,
        reason,
        plannedOn: toCivilDate(adjustment.plannedOn),
      };
    case 'closure':
      return { kind: 'closure', occurrenceKey, reason, closedOn: toCivilDate(adjustment.closedOn) };
  }
}

function dateOrNull(day: Day | undefined) {
  return day === undefined ? null : toCivilDate(day);
}

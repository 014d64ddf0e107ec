import { invariant } from '@/lib/core/invariant';
import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import type { DemoAdjustment, DemoPatient, DemoRecord } from './demo-patient';

/** A demo man as the bulk command takes him: the loader and the tests both read this. */
export function demoImport(patient: DemoPatient): ImportedCourseInput {
  const { studyId, identity, protocol, profile, arm, cohortTag } = patient;
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
    ended: endOf(patient),
    records: patient.records.map(entryOf),
    decisions: patient.decisions.map(({ decidedOn, effectiveOn, ...decision }) => ({
      ...decision,
      decidedOn: toCivilDate(decidedOn),
      effectiveOn: dateOrNull(effectiveOn),
    })),
    adjustments: patient.adjustments.map(adjustmentOf),
    contacts: (patient.contacts ?? []).map(
      ({ on, channel, outcome, about, agreedOn, remindOn, note = '' }) => ({
        occurrenceKeys: [...about],
        contactedOn: toCivilDate(on),
        channel,
        outcome,
        agreedOn: dateOrNull(agreedOn),
        remindOn: dateOrNull(remindOn),
        note,
      }),
    ),
    partners: partnersOf(patient),
  };
}

function partnersOf({
  partner,
  records,
}: DemoPatient): NonNullable<ImportedCourseInput['partners']> {
  if (partner === undefined) {
    return [];
  }
  const { consentOn, birthYear } = partner;
  const cycles = records.flatMap(({ kind }, place) => (kind === 'icsi-cycle' ? [place] : []));
  return [{ consentOn: toCivilDate(consentOn), birthYear, cycles }];
}

/** An adverse event is named by its place among the records. */
function endOf({ ended, records }: DemoPatient): ImportedCourseInput['ended'] {
  if (ended === null) {
    return null;
  }
  const { adverseEvent, on, ...end } = ended;
  if (adverseEvent === undefined) {
    return { ...end, on: toCivilDate(on) };
  }
  const place = records.findIndex(
    ({ kind, content }) => kind === 'adverse-event' && content.term === adverseEvent,
  );
  invariant(place >= 0, `there is an adverse event ${adverseEvent} to name`);
  return { ...end, on: toCivilDate(on), adverseEvent: place };
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

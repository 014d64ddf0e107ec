import { invariant } from '@/lib/core/invariant';
import type { Course, CourseDecision, PlanAdjustment } from '@/lib/course/course';
import { therapyOf } from '@/lib/course/therapy';
import type { Day } from '@/lib/dates/civil-date';
import { addDuration } from '@/lib/dates/duration';
import { type CompiledProtocol, durationValue } from '@/lib/protocols/compile-protocol';
import type { SettingValues } from '@/lib/protocols/schema';
import type { DemoAdjustment, DemoDecision, DemoPatient } from './demo-patient';
import { enterRecord } from './enter-record';

/**
 * Settings of the literature site. The paper asks for labs once after four weeks, so the monthly ones
 * of a clinic would be missed by every man of its cohort.
 */
export const asPublished: Readonly<Record<DemoPatient['protocol'], SettingValues>> = {
  'isotretinoin-noa': { 'monthly-labs': false },
  'gonadotropin-noa': {},
  'salvage-micro-tese': {},
};

/** What the engine reads of a demo man. @param newId gives each record and decision its id, in order. */
export function demoCourse(
  patient: DemoPatient,
  protocol: CompiledProtocol,
  newId: () => string,
): Course {
  const records = patient.records.map((record) => enterRecord(record, newId()));
  const { firstDoseOn } = therapyOf(records);
  return {
    arm: patient.arm,
    consentOn: patient.consentOn,
    enrolledOn: patient.enrolledOn,
    endedOn: patient.ended?.on ?? null,
    records,
    decisions: patient.decisions.map((decision) =>
      transcribed(decision, protocol, firstDoseOn, newId()),
    ),
    adjustments: patient.adjustments.map(planAdjustment),
    remsEnrollmentOnlyFrom: null,
  };
}

/** Effective when the protocol says, unless the demo names another day. */
function transcribed(
  decision: DemoDecision,
  { definition, settings }: CompiledProtocol,
  firstDoseOn: Day | null,
  id: string,
): CourseDecision {
  const point = definition.decisions.find(({ key }) => key === decision.key);
  invariant(point?.effective.anchor === 'first-dose', `${decision.key} counts from the first dose`);
  invariant(firstDoseOn !== null, `${decision.key} before any dose`);
  const { key, chosen, decidedOn } = decision;
  const offset = durationValue(point.effective.offset, settings);
  const effectiveOn = decision.effectiveOn ?? addDuration(firstDoseOn, offset);
  return { id, key, chosen, decidedOn, effectiveOn, recordId: null };
}

function planAdjustment({ kind, occurrenceKey, on, reason }: DemoAdjustment): PlanAdjustment {
  return { kind, occurrenceKey, recordId: null, on, reason };
}

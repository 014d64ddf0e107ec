import type { Day } from '@/lib/dates/civil-date';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import type { EarlierProtocol } from '@/lib/schedule/amended-plan';
import type { ClinicCalendar } from '@/lib/schedule/clinic-calendar';

/** A branch point that a physician has settled, or that was transcribed from its source. */
export interface CourseDecision {
  readonly id: string;
  readonly key: string;
  readonly chosen: string;
  readonly effectiveOn: Day;
  readonly decidedOn: Day;
  /** The record that the decision is about, as in "this sample is adequate for ICSI"; null for a branch point. */
  readonly recordId: string | null;
}

/** Decision by which a physician signs one sample as adequate for ICSI where the egg number is unknown (engine §5). */
export const adequateForIcsi = 'adequate-for-icsi';

/** The second takes the first back. */
export const adequacyOptions = ['adequate', 'not-adequate'] as const;

/** Whether this decision, as it stands, makes its sample suffice for every egg. */
export function saysAdequate({ key, chosen }: Pick<CourseDecision, 'key' | 'chosen'>): boolean {
  return key === adequateForIcsi && chosen === 'adequate';
}

export interface PlanAdjustment {
  readonly kind: 'link' | 'waiver' | 'reschedule' | 'closure';
  readonly occurrenceKey: string;
  /** The record of a link. */
  readonly recordId: string | null;
  /** The agreed date of a reschedule, the day of a closure. */
  readonly on: Day | null;
  readonly reason: string;
}

/** Everything recorded about one enrollment: the whole input of the engine. */
export interface Course {
  readonly arm: string;
  readonly consentOn: Day;
  readonly enrolledOn: Day;
  readonly endedOn: Day | null;
  /** Whether that end was his death. */
  readonly died: boolean;
  /** Of the patient, history included; voided ones stay so that what they triggered can be withdrawn. */
  readonly records: readonly ClinicalRecord[];
  readonly decisions: readonly CourseDecision[];
  readonly adjustments: readonly PlanAdjustment[];
  readonly remsEnrollmentOnlyFrom: Day | null;
  readonly clinicCalendar: ClinicCalendar;
  /** The versions that the enrollment followed before, oldest first; the current one is not among them. */
  readonly amendments: readonly EarlierProtocol[];
}

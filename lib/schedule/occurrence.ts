import type { Day } from '@/lib/dates/civil-date';
import type { RequirementKind } from '@/lib/protocols/schema';
import type { NotApplicableReason } from './plan-facts';

export const timings = ['early', 'on-time', 'late'] as const;
export type Timing = (typeof timings)[number];

export const occurrenceStates = [
  'done',
  'waived',
  'not-applicable',
  'pending',
  'upcoming',
  'due',
  'missed',
  'overdue',
] as const;
export type OccurrenceState = (typeof occurrenceStates)[number];

/**
 * The n-th instance of a requirement for one enrollment. It holds no state: state is a function of
 * these fields and of today (`occurrence-state.ts`, and the SQL function of the same name).
 */
export interface Occurrence {
  /** `<requirement>#<ordinal>`, or `<requirement>@<record id>` when a record triggered it. */
  readonly key: string;
  readonly requirement: string;
  readonly kind: RequirementKind;
  readonly ordinal: number | null;
  readonly triggerRecordId: string | null;
  /** Null while the anchor has no date; `pendingAnchor` says which. */
  readonly target: Day | null;
  readonly pendingAnchor: string | null;
  /**
   * Agreed with the patient, else the open day of the clinic inside the window that is nearest to the target, else
   * the target.
   */
  readonly planned: Day | null;
  /** The clinic is closed on the planned day: it was agreed, or no day of the window is open. */
  readonly clinicClosed: boolean;
  readonly opensOn: Day | null;
  readonly optimalFrom: Day | null;
  readonly optimalTo: Day | null;
  /** Null means that the window has no end yet (baseline before the first dose). */
  readonly closesOn: Day | null;
  /** First day on which it counts as missed: the next ordinal opens, or the anchor of a `never` late one has passed. */
  readonly missedFrom: Day | null;
  readonly closedOn: Day | null;
  readonly actual: Day | null;
  readonly timing: Timing | null;
  /** A person linked a record that the rule would not have linked. */
  readonly offPlan: boolean;
  readonly waived: boolean;
  /** Done although it had been waived. */
  readonly wasWaived: boolean;
  readonly notApplicableReason: NotApplicableReason | null;
  /** Items of content that no linked record provides yet. */
  readonly missing: readonly string[];
  readonly recordIds: readonly string[];
  /** Of the waiver, the closure or the reschedule, in that order. */
  readonly reason: string | null;
}

export interface Plan {
  readonly occurrences: readonly Occurrence[];
  /** Records that satisfy nothing: unscheduled. */
  readonly unscheduledRecordIds: readonly string[];
}

import type { Day } from '@/lib/dates/civil-date';
import type { Trigger } from '@/lib/protocols/schema';
import type { RecordKind } from '@/lib/records/record';
import type { ClinicCalendar } from './clinic-calendar';

/** What a record can do for the plan: its date and the items of content that it provides. */
export interface RecordFact {
  readonly id: string;
  readonly kind: RecordKind | 'decision';
  readonly on: Day;
  /** Collection time `HH:MM`; a record without one comes first on its day. */
  readonly time: string | null;
  readonly items: readonly string[];
  /** Days of supply that a dispensing covers. */
  readonly coversDays?: number;
  /** Items known not to have been measured fasting. */
  readonly notFasting?: readonly string[];
}

/** A record that calls for a triggered occurrence; `active` is false once it no longer does, with the reason. */
export interface TriggerFact {
  readonly trigger: Trigger;
  readonly recordId: string;
  readonly on: Day;
  readonly active: boolean;
  readonly inactiveReason?: NotApplicableReason;
}

export interface DecisionFact {
  readonly key: string;
  readonly chosen: string;
  readonly effectiveOn: Day;
}

/** From the hold to the day before the resume; one that is open, or that a stop has ended, has no `resumedOn`. */
export interface HoldInterval {
  readonly heldOn: Day;
  readonly resumedOn: Day | null;
}

/**
 * Everything that a plan is a function of. Voided records and withdrawn adjustments are left out by
 * the caller, except that a withdrawn trigger is passed on as inactive.
 */
export interface PlanFacts {
  readonly arm: string;
  readonly enrolledOn: Day;
  readonly consentOn: Day;
  readonly firstDoseOn: Day | null;
  readonly lastDoseOn: Day | null;
  /** Withdrawal, transfer or death: nothing opens after it. */
  readonly endedOn: Day | null;
  readonly surgeryOn: Day | null;
  readonly previousRetrievalOn: Day | null;
  readonly oocyteRetrievalOn: Day | null;
  /** From this day on the site's REMS rule set is enrollment-only; null while it is monthly. */
  readonly remsEnrollmentOnlyFrom: Day | null;
  /** Of the site: when the man can come. */
  readonly clinicCalendar: ClinicCalendar;
  /** In the order of their dates, without overlap. */
  readonly holds: readonly HoldInterval[];
  readonly decisions: readonly DecisionFact[];
  readonly records: readonly RecordFact[];
  readonly triggers: readonly TriggerFact[];
  readonly links: readonly { readonly recordId: string; readonly occurrenceKey: string }[];
  readonly waivers: readonly { readonly occurrenceKey: string; readonly reason: string }[];
  readonly reschedules: readonly {
    readonly occurrenceKey: string;
    readonly plannedOn: Day;
    readonly reason: string;
  }[];
  readonly closures: readonly {
    readonly occurrenceKey: string;
    readonly closedOn: Day;
    readonly reason: string;
  }[];
}

export const notApplicableReasons = [
  'branch-not-taken',
  'therapy-stopped',
  'therapy-on-hold',
  'enrollment-ended',
  'trigger-withdrawn',
  'superseded',
] as const;
export type NotApplicableReason = (typeof notApplicableReasons)[number];

import { addDays, type Day } from '@/lib/dates/civil-date';
import { addDuration } from '@/lib/dates/duration';
import type { CompiledRequirement } from '@/lib/protocols/compile-protocol';
import type { NotApplicableReason, PlanFacts, RecordFact } from './plan-facts';

/** What people have said about one occurrence. */
export interface Adjustments {
  readonly waiver: string | null;
  readonly planned: { readonly on: Day; readonly reason: string } | null;
  readonly closure: { readonly on: Day; readonly reason: string } | null;
}

/** An occurrence while its plan is being built; only `lib/schedule` changes it. */
export interface Slot {
  readonly key: string;
  readonly ordinal: number | null;
  readonly triggerRecordId: string | null;
  readonly adjustments: Adjustments;
  target: Day | null;
  pendingAnchor: string | null;
  opensOn: Day | null;
  closesOn: Day | null;
  optimalFrom: Day | null;
  optimalTo: Day | null;
  /** First date whose record may satisfy it; the look-back of a baseline, else the opening. */
  acceptsFrom: Day | null;
  /** Last date whose record lies inside the window; null while the window has no end. */
  acceptsUntil: Day | null;
  missedFrom: Day | null;
  notApplicable: NotApplicableReason | null;
  /** Why it is not wanted although its window is open: not applicable unless it was done. */
  suspendedFor: Extract<NotApplicableReason, 'therapy-on-hold' | 'therapy-stopped'> | null;
  readonly records: RecordFact[];
  /** Items that no linked record provides yet; `done` also needs at least one record. */
  missing: readonly string[];
  actual: RecordFact | null;
  linkedByPerson: boolean;
  /** The requirement of the version that settled it before an amendment, which goes on judging it. */
  settledUnder: CompiledRequirement | null;
  /** Day of the amendment before which it was settled: only what comes from then on can still be added. */
  settledBefore: Day | null;
}

const none: Adjustments = { waiver: null, planned: null, closure: null };

export function adjustmentsByKey(facts: PlanFacts): (key: string) => Adjustments {
  if (facts.waivers.length + facts.reschedules.length + facts.closures.length === 0) {
    return () => none;
  }
  const waivers = new Map(facts.waivers.map((fact) => [fact.occurrenceKey, fact.reason]));
  const moves = new Map(facts.reschedules.map((fact) => [fact.occurrenceKey, fact]));
  const closures = new Map(facts.closures.map((fact) => [fact.occurrenceKey, fact]));
  return (key) => {
    const move = moves.get(key);
    const closure = closures.get(key);
    return {
      waiver: waivers.get(key) ?? null,
      planned: move ? { on: move.plannedOn, reason: move.reason } : null,
      closure: closure ? { on: closure.closedOn, reason: closure.reason } : null,
    };
  };
}

export function newSlot(
  requirement: CompiledRequirement,
  identity: { readonly key: string; readonly ordinal: number | null; readonly recordId?: string },
  adjustments: Adjustments,
): Slot {
  return {
    key: identity.key,
    ordinal: identity.ordinal,
    triggerRecordId: identity.recordId ?? null,
    adjustments,
    target: null,
    pendingAnchor: null,
    opensOn: null,
    closesOn: null,
    optimalFrom: null,
    optimalTo: null,
    acceptsFrom: null,
    acceptsUntil: null,
    missedFrom: null,
    notApplicable: null,
    suspendedFor: null,
    records: [],
    missing: requirement.items,
    actual: null,
    linkedByPerson: false,
    settledUnder: null,
    settledBefore: null,
  };
}

/** Sets the window of a slot round its target, or between the two offsets of a range. */
export function placeWindow(slot: Slot, requirement: CompiledRequirement, target: Day): void {
  const { permitted, optimal } = requirement;
  slot.target = target;
  slot.opensOn = addDays(target, -permitted.before);
  slot.closesOn = addDays(target, permitted.after);
  slot.optimalFrom = addDays(target, -optimal.before);
  slot.optimalTo = addDays(target, optimal.after);
  widenToPlanned(slot, requirement, slot.opensOn, slot.closesOn);
}

export function placeRange(
  slot: Slot,
  requirement: CompiledRequirement,
  range: NonNullable<CompiledRequirement['range']>,
  anchor: Day,
): void {
  const from = addDuration(anchor, range.from);
  const to = addDuration(anchor, range.to);
  slot.target = from;
  slot.opensOn = from;
  slot.closesOn = to;
  slot.optimalFrom = from;
  slot.optimalTo = to;
  widenToPlanned(slot, requirement, from, to);
}

/** An agreed date outside the window counts as inside it, except after the end of what is never done late. */
function widenToPlanned(
  slot: Slot,
  { lateAllowed }: CompiledRequirement,
  opensOn: Day,
  closesOn: Day,
): void {
  const planned = slot.adjustments.planned?.on ?? null;
  slot.acceptsFrom = planned !== null && planned < opensOn ? planned : opensOn;
  slot.acceptsUntil = planned !== null && planned > closesOn && lateAllowed ? planned : closesOn;
}

/**
 * Open from enrollment until the start of treatment, which may not have a date yet. Records count
 * from the look-back before that start, or before enrollment while there is none.
 */
export function placeBaseline(
  slot: Slot,
  baseline: NonNullable<CompiledRequirement['baseline']>,
  enrolledOn: Day,
  startOn: Day | null,
): void {
  slot.target = enrolledOn;
  slot.opensOn = enrolledOn;
  slot.closesOn = startOn;
  slot.optimalFrom = enrolledOn;
  slot.optimalTo = startOn;
  slot.acceptsFrom = addDays(startOn ?? enrolledOn, -baseline.lookBackDays);
  slot.acceptsUntil = startOn;
  slot.missedFrom = startOn === null ? null : addDays(startOn, 1);
}

export function isClosedBefore(slot: Slot, day: Day): boolean {
  const { closure } = slot.adjustments;
  return closure !== null && day > closure.on;
}

/** Adds a record and notes when the content became complete. */
export function attach(slot: Slot, record: RecordFact): void {
  slot.records.push(record);
  if (slot.missing.length > 0) {
    slot.missing = slot.missing.filter((item) => !record.items.includes(item));
  }
  if (slot.missing.length === 0 && slot.actual === null) {
    slot.actual = record;
  }
}

/** A record helps a slot that is not complete and lacks something that the record provides. */
export function canUse(slot: Slot, record: RecordFact): boolean {
  return (
    slot.actual === null &&
    (slot.settledBefore === null || record.on >= slot.settledBefore) &&
    (slot.missing.length === 0 || slot.missing.some((item) => record.items.includes(item)))
  );
}

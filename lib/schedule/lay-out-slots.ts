import { addDays, type Day } from '@/lib/dates/civil-date';
import { addDuration } from '@/lib/dates/duration';
import {
  type CompiledProtocol,
  type CompiledRequirement,
  defaultSupplyDays,
} from '@/lib/protocols/compile-protocol';
import { stopOption } from '@/lib/protocols/schema';
import { byCollection } from '@/lib/records/collection-order';
import { anchorDay, findDecision, horizonFrom } from './anchor-day';
import {
  carryOver,
  type Earlier,
  keepMissedDates,
  lastSettledOrdinal,
  repeatsOtherwise,
  settledSlot,
} from './carry-over';
import { afterHolds, shiftByHolds, suspendSlots } from './holds';
import {
  isLateAllowed,
  isOpenFor,
  isStillWanted,
  matchRecords,
  setMissedDate,
  setMissedDates,
} from './match-records';
import type { NotApplicableReason, PlanFacts, RecordFact } from './plan-facts';
import {
  type Adjustments,
  attach,
  newSlot,
  placeBaseline,
  placeRange,
  placeWindow,
  type Slot,
} from './slot';

interface Layout {
  readonly requirement: CompiledRequirement;
  readonly protocol: CompiledProtocol;
  readonly facts: PlanFacts;
  /** Of the requirement's kind, in collection order, without those that a person linked within it. */
  readonly records: readonly RecordFact[];
  readonly adjustmentsOf: (key: string) => Adjustments;
  /** Gives a new slot the records that a person linked to it. */
  readonly linkInto: (slot: Slot) => void;
  /** What the version before an amendment makes of the same requirement; null without one. */
  readonly earlier: Earlier | null;
}

/** All occurrences of one requirement with their windows and records, ordinal by ordinal. */
export function layOutSlots(layout: Layout): Slot[] {
  const { requirement, facts } = layout;
  if (requirement.arms !== null && !requirement.arms.includes(facts.arm)) {
    return [];
  }
  if (requirement.anchor.startsWith('record:')) {
    return layOutTriggered(layout);
  }
  const blocked = branchState(requirement, facts);
  const anchor = anchorDay(requirement.anchor, facts);
  if (blocked !== null || anchor === null) {
    return layOutUndated(layout, blocked ?? { pendingAnchor: requirement.anchor });
  }
  if (requirement.rebase === 'fixed') {
    return layOutFixed(layout, anchor);
  }
  return layOutFromActuals(layout, anchor);
}

type Blocked = { readonly pendingAnchor: string } | { readonly notApplicable: NotApplicableReason };

function branchState(requirement: CompiledRequirement, facts: PlanFacts): Blocked | null {
  let pending: Blocked | null = null;
  for (const { decision, chosen } of requirement.decisions) {
    const taken = findDecision(decision, facts)?.chosen ?? null;
    if (taken !== null && !chosen.includes(taken)) {
      return { notApplicable: 'branch-not-taken' };
    }
    if (taken === null && facts.lastDoseOn === null) {
      pending ??= { pendingAnchor: `decision:${decision}` };
    } else if (taken === null && !chosen.includes(stopOption)) {
      return { notApplicable: 'therapy-stopped' };
    }
  }
  return pending;
}

/** Shown with their ordinals so that a person sees how much is waiting for the anchor. */
function layOutUndated(layout: Layout, blocked: Blocked): Slot[] {
  const { requirement, facts } = layout;
  const stopped = requirement.therapyBound && facts.lastDoseOn !== null;
  return Array.from({ length: nominalCount(layout) }, (_, index) => {
    const slot = slotOf(layout, index + 1);
    if (slot.settledBefore !== null) {
      layout.linkInto(slot);
    } else if ('notApplicable' in blocked) {
      slot.notApplicable = blocked.notApplicable;
    } else if (facts.endedOn !== null) {
      slot.notApplicable = 'enrollment-ended';
    } else if (stopped) {
      slot.notApplicable = 'therapy-stopped';
    } else {
      slot.pendingAnchor = blocked.pendingAnchor;
    }
    return slot;
  });
}

function nominalCount({ requirement, protocol, facts }: Layout): number {
  if (requirement.count !== null) {
    return requirement.count;
  }
  const base = facts.enrolledOn;
  const horizon = horizonFrom(base, protocol, facts);
  let count = 0;
  while (targetAt(requirement, base, count + 1) <= horizon) {
    count += 1;
  }
  return count;
}

function layOutFixed(layout: Layout, anchor: Day): Slot[] {
  const { requirement, records } = layout;
  const { lastOrdinal, lastTarget } = endOf(layout, anchor);
  const { from, by } = renumbering(layout, anchor);
  const slots: Slot[] = [];
  for (let ordinal = 1; ordinal < from + by; ordinal += 1) {
    const slot = slotOf(layout, ordinal);
    if (by > 0 && slot.settledBefore !== null) {
      slots.push(slot);
    }
  }
  for (let ordinal = from; ordinal <= lastOrdinal; ordinal += 1) {
    const target = targetAt(requirement, anchor, ordinal);
    if (target > lastTarget) {
      break;
    }
    const slot = slotOf(layout, ordinal + by);
    if (slot.settledBefore === null) {
      place(slot, layout, anchor, shiftByHolds(target, anchor, layout));
      endIfLater(slot, layout);
    }
    slots.push(slot);
  }
  carryOver(slots, layout.earlier);
  setMissedDates(slots, requirement);
  keepMissedDates(slots, layout.earlier);
  suspendSlots(slots, layout);
  slots.forEach(layout.linkInto);
  matchRecords(slots, records, requirement);
  return slots;
}

/**
 * After an amendment that changes the step between repeats, those still to come count on from the last
 * that was settled: an occurrence that has been judged never comes to mean another day.
 */
function renumbering(layout: Layout, anchor: Day): { readonly from: number; readonly by: number } {
  const { requirement, earlier } = layout;
  const settled = earlier === null ? 0 : lastSettledOrdinal(earlier);
  if (earlier === null || settled === 0 || !repeatsOtherwise(earlier, requirement)) {
    return { from: 1, by: 0 };
  }
  let from = 1;
  while (from <= settled && isOver(targetAt(requirement, anchor, from), layout, anchor)) {
    from += 1;
  }
  return from > settled ? { from: 1, by: 0 } : { from, by: settled - from + 1 };
}

function isOver(target: Day, layout: Layout, anchor: Day): boolean {
  const { requirement, earlier } = layout;
  const closesOn = addDays(shiftByHolds(target, anchor, layout), requirement.permitted.after);
  return earlier !== null && closesOn < earlier.until;
}

/** A number of repeats, or the end of the maximum duration; no supply is needed for the day after it. */
function endOf({ requirement, protocol, facts }: Layout, anchor: Day) {
  if (requirement.count !== null) {
    return { lastOrdinal: requirement.count, lastTarget: Number.POSITIVE_INFINITY };
  }
  const horizon = horizonFrom(facts.firstDoseOn ?? anchor, protocol, facts);
  const lastTarget = requirement.every === 'supply' ? addDays(horizon, -1) : horizon;
  return { lastOrdinal: Number.POSITIVE_INFINITY, lastTarget };
}

function place(slot: Slot, { requirement, facts }: Layout, anchor: Day, target: Day): void {
  if (requirement.baseline) {
    const startOn = anchorDay(requirement.baseline.until, facts);
    placeBaseline(slot, requirement.baseline, facts.enrolledOn, startOn);
  } else if (requirement.range) {
    placeRange(slot, requirement, requirement.range, anchor);
  } else {
    // What counts from before enrollment is wanted from enrollment on at the earliest (engine §3).
    const isBefore = requirement.anchor === 'previous-retrieval' && target < facts.enrolledOn;
    placeWindow(slot, requirement, isBefore ? facts.enrolledOn : target);
  }
}

/**
 * Each target counts from the previous actual, or from the previous target if that one was missed
 * (`from-actual`); under `min-gap` the fixed target moves only to keep the distance.
 */
function layOutFromActuals(layout: Layout, anchor: Day): Slot[] {
  const { requirement } = layout;
  const { lastOrdinal, lastTarget } = endOf(layout, anchor);
  const remaining = [...layout.records];
  const slots: Slot[] = [];
  let target = targetAt(requirement, anchor, 1);
  for (let ordinal = 1; ordinal <= lastOrdinal && target <= lastTarget; ordinal += 1) {
    const slot = slotOf(layout, ordinal);
    if (slot.settledBefore === null) {
      place(slot, layout, anchor, afterHolds(target, remaining, layout));
      endIfLater(slot, layout);
      carryOver([slot], layout.earlier);
    }
    const nextIfMissed = nextTarget(layout, anchor, ordinal + 1, slot);
    const hasNext = ordinal < lastOrdinal && nextIfMissed <= lastTarget;
    setMissedDate(slot, hasNext ? addDays(nextIfMissed, -requirement.permitted.before) : null);
    keepMissedDates([slot], layout.earlier);
    suspendSlots([slot], layout);
    dropPassed(slot, remaining);
    layout.linkInto(slot);
    takeFirstFitting(slot, remaining, requirement);
    slots.push(slot);
    target = nextTarget(layout, anchor, ordinal + 1, slot);
  }
  return slots;
}

/** What a settled one passed over is not taken up by a later one. */
function dropPassed(
  { settledBefore, linkedByPerson, records }: Slot,
  remaining: RecordFact[],
): void {
  const last = [...records].sort(byCollection).at(-1);
  if (settledBefore !== null && !linkedByPerson && last !== undefined) {
    const passed = remaining.filter((record) => byCollection(record, last) < 0).length;
    remaining.splice(0, passed);
  }
}

function takeFirstFitting(
  slot: Slot,
  remaining: RecordFact[],
  requirement: CompiledRequirement,
): void {
  while (slot.actual === null) {
    const index = remaining.findIndex(
      (record) =>
        isOpenFor(slot, record) ||
        (isLateAllowed(slot, requirement) && isStillWanted(slot, record.on)),
    );
    const [record] = index < 0 ? [] : remaining.splice(0, index + 1).slice(-1);
    if (!record) {
      return;
    }
    attach(slot, record);
  }
}

function nextTarget(layout: Layout, anchor: Day, ordinal: number, previous: Slot): Day {
  const { requirement } = layout;
  const from = previous.actual?.on ?? previous.target ?? anchor;
  if (requirement.every === 'supply') {
    // The day of dispensing is the first that the supply covers; a missed one counts on from its target.
    return previous.actual === null
      ? addDays(from, defaultSupplyDays)
      : lastSuppliedDay(previous.actual, layout);
  }
  if (requirement.rebase === 'min-gap') {
    const fixed = targetAt(requirement, anchor, ordinal);
    const earliest = previous.actual ? addDays(from, requirement.minGapDays) : fixed;
    return Math.max(earliest, fixed) as Day;
  }
  return requirement.every ? addDuration(from, requirement.every) : from;
}

/** What is picked up before the next supply is asked for makes the one before it last longer (decision 016). */
function lastSuppliedDay(actual: RecordFact, { requirement, records }: Layout): Day {
  let last = lastCoveredDay(actual);
  for (const record of records) {
    if (record.on > actual.on && record.on < last - requirement.permitted.before) {
      last = Math.max(last, lastCoveredDay(record)) as Day;
    }
  }
  return last;
}

function lastCoveredDay({ on, coversDays = defaultSupplyDays }: RecordFact): Day {
  return addDays(on, coversDays - 1);
}

function layOutTriggered(layout: Layout): Slot[] {
  const { requirement, facts, records } = layout;
  const trigger = requirement.anchor.slice('record:'.length);
  const slots = facts.triggers
    .filter((fact) => fact.trigger === trigger)
    .sort((one, other) => one.on - other.on || (one.recordId < other.recordId ? -1 : 1))
    .map((fact) => {
      const key = `${requirement.key}@${fact.recordId}`;
      const identity = { key, ordinal: null, recordId: fact.recordId };
      const settled = settledSlot(layout.earlier, key);
      if (settled !== null) {
        return settled;
      }
      const slot = newSlot(requirement, identity, layout.adjustmentsOf(key));
      place(slot, layout, fact.on, addDuration(fact.on, requirement.offset));
      endIfLater(slot, layout);
      if (!fact.active) {
        slot.notApplicable = fact.inactiveReason ?? 'superseded';
      }
      return slot;
    });
  carryOver(slots, layout.earlier);
  setMissedDates(slots, requirement);
  suspendSlots(slots, layout);
  slots.forEach(layout.linkInto);
  matchRecords(slots, records, requirement);
  return slots;
}

function targetAt(requirement: CompiledRequirement, anchor: Day, ordinal: number): Day {
  const { offset, every } = requirement;
  if (every === null || ordinal === 1) {
    return addDuration(anchor, offset);
  }
  if (every === 'supply') {
    return addDays(addDuration(anchor, offset), defaultSupplyDays * (ordinal - 1));
  }
  return addDuration(anchor, {
    months: offset.months + every.months * (ordinal - 1),
    days: offset.days + every.days * (ordinal - 1),
  });
}

function slotOf(layout: Layout, ordinal: number): Slot {
  const key = `${layout.requirement.key}#${ordinal}`;
  return (
    settledSlot(layout.earlier, key) ??
    newSlot(layout.requirement, { key, ordinal }, layout.adjustmentsOf(key))
  );
}

/** After a stop or the end of the enrollment, what would open later does not apply. */
function endIfLater(slot: Slot, layout: Layout): void {
  const { requirement, facts } = layout;
  const { opensOn, target } = slot;
  if (opensOn === null || target === null) {
    return;
  }
  if (facts.endedOn !== null && opensOn > facts.endedOn) {
    slot.notApplicable = 'enrollment-ended';
  } else if (requirement.therapyBound && facts.lastDoseOn !== null && opensOn > facts.lastDoseOn) {
    slot.notApplicable = 'therapy-stopped';
  } else if (
    requirement.endsWithRemsMonthly &&
    facts.remsEnrollmentOnlyFrom !== null &&
    target >= facts.remsEnrollmentOnlyFrom
  ) {
    slot.notApplicable = 'superseded';
  } else {
    slot.notApplicable = endedBefore(slot, layout);
  }
}

/** What a stop or an end before an amendment left out stays out, however wide the windows are now. */
function endedBefore({ key }: Slot, { earlier, facts }: Layout): NotApplicableReason | null {
  const reason = earlier?.slots.get(key)?.notApplicable ?? null;
  if (earlier === null || (reason !== 'therapy-stopped' && reason !== 'enrollment-ended')) {
    return null;
  }
  const day = reason === 'therapy-stopped' ? facts.lastDoseOn : facts.endedOn;
  return day !== null && day < earlier.until ? reason : null;
}

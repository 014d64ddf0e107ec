import { addDays, type Day } from '@/lib/dates/civil-date';
import type { CompiledRequirement } from '@/lib/protocols/compile-protocol';
import type { RecordFact } from './plan-facts';
import { attach, canUse, isClosedBefore, type Slot } from './slot';

/**
 * Gives each record to the occurrence of one requirement that it satisfies (engine §3): inside a
 * window the nearest target, the earlier on a tie; else late to the latest one still wanted then.
 * One record may satisfy several requirements, but only one occurrence of each.
 */
export function matchRecords(
  slots: readonly Slot[],
  records: readonly RecordFact[],
  requirement: CompiledRequirement,
): void {
  for (const record of records) {
    const slot = nearestOpen(slots, record) ?? latestWanted(slots, record, requirement);
    if (slot) {
      attach(slot, record);
    }
  }
}

function nearestOpen(slots: readonly Slot[], record: RecordFact): Slot | null {
  let nearest: Slot | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const slot of slots) {
    if (!isOpenFor(slot, record)) {
      continue;
    }
    const own = Math.abs(record.on - (slot.target ?? record.on));
    if (own < distance) {
      nearest = slot;
      distance = own;
    }
  }
  return nearest;
}

export function isOpenFor(slot: Slot, record: RecordFact): boolean {
  if (slot.notApplicable !== null || slot.acceptsFrom === null || record.on < slot.acceptsFrom) {
    return false;
  }
  return (
    (slot.acceptsUntil === null || record.on <= slot.acceptsUntil) &&
    !isClosedBefore(slot, record.on) &&
    canUse(slot, record)
  );
}

function latestWanted(
  slots: readonly Slot[],
  record: RecordFact,
  requirement: CompiledRequirement,
): Slot | null {
  for (let index = slots.length - 1; index >= 0; index -= 1) {
    const slot = slots[index];
    if (
      slot &&
      isLateAllowed(slot, requirement) &&
      isStillWanted(slot, record.on) &&
      canUse(slot, record)
    ) {
      return slot;
    }
  }
  return null;
}

/** What was settled under an earlier version is late by that version's word. */
export function isLateAllowed({ settledUnder }: Slot, requirement: CompiledRequirement): boolean {
  return (settledUnder ?? requirement).lateAllowed;
}

/** After its window, not yet missed, not waived and not closed by a person. */
export function isStillWanted(slot: Slot, on: Day): boolean {
  return (
    slot.notApplicable === null &&
    slot.target !== null &&
    slot.acceptsUntil !== null &&
    on > slot.acceptsUntil &&
    (slot.missedFrom === null || on < slot.missedFrom) &&
    slot.adjustments.waiver === null &&
    !isClosedBefore(slot, on)
  );
}

/** An occurrence that nobody may do late is missed on the day after its window; others when the next one opens. */
export function setMissedDates(slots: readonly Slot[], requirement: CompiledRequirement): void {
  slots.forEach((slot, index) => {
    if ((slot.settledUnder ?? requirement).baseline || slot.closesOn === null) {
      return;
    }
    if (!isLateAllowed(slot, requirement)) {
      setMissedDate(slot, addDays(slot.closesOn, 1));
      return;
    }
    const next = slots.slice(index + 1).find((one) => !isSuperseded(one));
    const opensNext = next && next.notApplicable === null && next.triggerRecordId === null;
    setMissedDate(slot, opensNext ? next.opensOn : null);
  });
}

/** What was missed before an amendment stays so; what was only late is given up from that day on at the earliest. */
export function setMissedDate(slot: Slot, missedFrom: Day | null): void {
  const { settledBefore } = slot;
  if (!isJudged(slot)) {
    const isEarlier = settledBefore !== null && missedFrom !== null && missedFrom < settledBefore;
    slot.missedFrom = isEarlier ? settledBefore : missedFrom;
  }
}

function isJudged({ settledBefore, missedFrom, actual }: Slot): boolean {
  return (
    settledBefore !== null &&
    (actual !== null || (missedFrom !== null && missedFrom <= settledBefore))
  );
}

function isSuperseded({ settledBefore, notApplicable }: Slot): boolean {
  return settledBefore !== null && notApplicable !== null;
}

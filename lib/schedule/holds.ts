import { addDays, type Day } from '@/lib/dates/civil-date';
import type { CompiledRequirement } from '@/lib/protocols/compile-protocol';
import type { PlanFacts, RecordFact } from './plan-facts';
import type { Slot } from './slot';

// What holds and the stop do to the slots of one requirement (engine §3, decision 010).

interface Suspended {
  readonly requirement: CompiledRequirement;
  readonly facts: PlanFacts;
}

/**
 * A hold suspends dispensing, REMS checks and injections: while it lasts, what is still wanted is pending;
 * afterwards, or when therapy stops during the hold, what it covered is not applicable. So is what is open
 * when therapy stops: nothing is dispensed after the last dose.
 */
export function suspendSlots(slots: readonly Slot[], { requirement, facts }: Suspended): void {
  const { holds, lastDoseOn } = facts;
  if (!requirement.suspendedByHold || (holds.length === 0 && lastDoseOn === null)) {
    return;
  }
  for (const slot of slots) {
    if (slot.settledBefore !== null) {
      continue;
    }
    for (const { heldOn, resumedOn } of holds) {
      if (resumedOn === null ? isWantedFrom(slot, heldOn) : isTargetIn(slot, heldOn, resumedOn)) {
        slot.suspendedFor = 'therapy-on-hold';
        slot.pendingAnchor = resumedOn === null && lastDoseOn === null ? 'resume' : null;
      }
    }
    if (lastDoseOn !== null && slot.closesOn !== null && slot.closesOn >= lastDoseOn) {
      slot.suspendedFor ??= 'therapy-stopped';
    }
  }
}

function isWantedFrom({ target, missedFrom, adjustments }: Slot, day: Day): boolean {
  return (
    target !== null &&
    (missedFrom === null || missedFrom > day) &&
    (adjustments.closure === null || adjustments.closure.on >= day)
  );
}

function isTargetIn({ target }: Slot, from: Day, before: Day): boolean {
  return target !== null && target >= from && target < before;
}

/**
 * Under `from-actual` what a hold covers is wanted on the day on which therapy resumes, unless it was
 * done inside its window before the hold began.
 */
export function afterHolds(
  target: Day,
  records: readonly RecordFact[],
  { requirement, facts }: Suspended,
): Day {
  if (!requirement.suspendedByHold) {
    return target;
  }
  let wanted = target;
  for (const { heldOn, resumedOn } of facts.holds) {
    const opensOn = addDays(wanted, -requirement.permitted.before);
    const isCovered = resumedOn !== null && wanted >= heldOn && wanted < resumedOn;
    if (isCovered && !records.some(({ on }) => on >= opensOn && on < heldOn)) {
      wanted = resumedOn;
    }
  }
  return wanted;
}

/** Only where the clinic's settings say so: by the days on hold between the anchor and the target. */
export function shiftByHolds(target: Day, anchor: Day, { requirement, facts }: Suspended): Day {
  if (!requirement.shiftedByHolds) {
    return target;
  }
  let shifted = target;
  for (const { heldOn, resumedOn } of facts.holds) {
    const from = Math.max(heldOn, anchor);
    if (resumedOn !== null && resumedOn > from && from < shifted) {
      shifted = addDays(shifted, resumedOn - from);
    }
  }
  return shifted;
}

import type { Day } from '@/lib/dates/civil-date';
import type { CompiledRequirement } from '@/lib/protocols/compile-protocol';
import { isClosedBefore, type Slot } from './slot';

// What an amendment leaves of the plan before it (decision 023): what was settled stays as it was judged,
// and nothing is asked for that could only have been done before the version came into force.

/** The occurrences of one requirement, with the records that each has. */
export interface LaidOut {
  readonly requirement: CompiledRequirement;
  readonly slots: readonly Slot[];
}

/** What the version in force before an amendment made of one requirement; nothing where it did not have it. */
export interface Earlier {
  /** First day of the version after it. */
  readonly until: Day;
  readonly requirement: CompiledRequirement | null;
  readonly slots: ReadonlyMap<string, Slot>;
  readonly settled: readonly Slot[];
}

export interface EarlierPlan {
  readonly requirements: readonly CompiledRequirement[];
  readonly of: (requirement: string) => Earlier;
}

/** The plan of a version as it stood on the eve of `until`, built from the records up to then. */
export function earlierPlanOf(laidOut: readonly LaidOut[], until: Day): EarlierPlan {
  const byKey = new Map(laidOut.map((one) => [one.requirement.key, one]));
  return {
    requirements: laidOut.map(({ requirement }) => requirement),
    of: (key) => {
      const { requirement = null, slots = [] } = byKey.get(key) ?? {};
      return {
        until,
        requirement,
        slots: new Map(slots.map((slot) => [slot.key, slot])),
        settled: settledOf(slots, until, requirement),
      };
    },
  };
}

/**
 * Done, or past the last day on which it could be done in time: a later version does not judge it again.
 * In a chain (`from-actual`) what follows an open one is not settled: its date is still to come.
 */
function settledOf(
  slots: readonly Slot[],
  until: Day,
  requirement: CompiledRequirement | null,
): readonly Slot[] {
  const isChain = requirement !== null && requirement.rebase !== 'fixed';
  const firstOpen = isChain ? slots.findIndex((slot) => isOpen(slot, until)) : -1;
  const isDated = (index: number) => firstOpen === -1 || index < firstOpen;
  return slots.filter(
    (slot, index) => slot.actual !== null || (isDated(index) && hasPassed(slot, until)),
  );
}

function isOpen(slot: Slot, until: Day): boolean {
  return slot.actual === null && isWanted(slot) && !hasPassed(slot, until);
}

function hasPassed(slot: Slot, until: Day): boolean {
  return (
    isWanted(slot) &&
    (isClosedBefore(slot, until) || (slot.acceptsUntil !== null && slot.acceptsUntil < until))
  );
}

const none: ReadonlySet<string> = new Set();

/** Records that settled occurrences have already; the new version does not count them again. */
export function recordsOfSettled(earlier: Earlier | null): ReadonlySet<string> {
  return earlier === null
    ? none
    : new Set(earlier.settled.flatMap(({ records }) => records.map((record) => record.id)));
}

/** A slot of its own for what was settled under this key, or null. */
export function settledSlot(earlier: Earlier | null, key: string): Slot | null {
  const slot = earlier?.settled.find((one) => one.key === key);
  if (!earlier || slot === undefined) {
    return null;
  }
  return {
    ...slot,
    records: [...slot.records],
    settledUnder: slot.settledUnder ?? earlier.requirement,
    settledBefore: earlier.until,
  };
}

export function lastSettledOrdinal({ settled }: Earlier): number {
  return Math.max(0, ...settled.map(({ ordinal }) => ordinal ?? 0));
}

/** Where the step between repeats is another one, the n-th is no longer the same thing. */
export function repeatsOtherwise(
  { requirement }: Earlier,
  { every }: CompiledRequirement,
): boolean {
  return JSON.stringify(requirement?.every ?? null) !== JSON.stringify(every);
}

/**
 * A window that had closed when the version came into force could not be kept. What was still wanted under
 * the version before keeps its window, unless the next of its series comes no later; the rest is superseded.
 */
export function carryOver(slots: readonly Slot[], earlier: Earlier | null): void {
  if (earlier === null) {
    return;
  }
  slots.forEach((slot, index) => {
    const before = earlier.slots.get(slot.key);
    if (!hasClosed(slot, earlier.until)) {
      return;
    }
    if (before && isWanted(before) && !isReplacedBy(slots[index + 1], before)) {
      keepWindow(slot, before);
    } else {
      slot.notApplicable = 'superseded';
      slot.settledBefore = earlier.until;
    }
  });
}

/**
 * Where the next window opens earlier than it did, what was still wanted before an amendment is missed on
 * the amendment's day at the earliest.
 */
export function keepMissedDates(slots: readonly Slot[], earlier: Earlier | null): void {
  if (earlier === null) {
    return;
  }
  for (const slot of slots) {
    const before = earlier.slots.get(slot.key);
    if (slot.settledBefore === null && slot.missedFrom !== null && before && isWanted(before)) {
      const earliest = Math.min(before.missedFrom ?? earlier.until, earlier.until) as Day;
      slot.missedFrom = slot.missedFrom < earliest ? earliest : slot.missedFrom;
    }
  }
}

/** An agreed date after the window does not reopen it: what is done then would be late. */
function hasClosed(slot: Slot, until: Day): boolean {
  return (
    slot.settledBefore === null &&
    slot.notApplicable === null &&
    slot.closesOn !== null &&
    slot.closesOn < until
  );
}

function isWanted({ notApplicable, target }: Slot): boolean {
  return notApplicable === null && target !== null;
}

function isReplacedBy(next: Slot | undefined, { target }: Slot): boolean {
  return (
    next !== undefined &&
    next.triggerRecordId === null &&
    next.target !== null &&
    next.target <= (target ?? next.target)
  );
}

function keepWindow(slot: Slot, before: Slot): void {
  slot.target = before.target;
  slot.opensOn = before.opensOn;
  slot.closesOn = before.closesOn;
  slot.optimalFrom = before.optimalFrom;
  slot.optimalTo = before.optimalTo;
  slot.acceptsFrom = before.acceptsFrom;
  slot.acceptsUntil = before.acceptsUntil;
}

/**
 * What only the version before has: settled things stay, and nobody waits any longer for what was late;
 * what was still open is superseded. Not counted are repeats whose number depends on the days on which the
 * ones before are done (`from-actual`): what is left of them was never more than a guess.
 */
export function leftOver(earlier: Earlier, slots: readonly Slot[], isCounted: boolean): Slot[] {
  const taken = new Set(slots.map(({ key }) => key));
  return [...earlier.slots.values()]
    .filter(({ key }) => !taken.has(key))
    .flatMap((slot) => {
      const settled = settledSlot(earlier, slot.key);
      if (settled !== null) {
        return [withoutWait(settled, earlier.until)];
      }
      return isCounted ? [superseded(slot, earlier)] : [];
    });
}

function withoutWait(slot: Slot, until: Day): Slot {
  const { missedFrom, actual } = slot;
  if (actual !== null) {
    return slot;
  }
  return { ...slot, missedFrom: missedFrom === null || missedFrom > until ? until : missedFrom };
}

/** Its records are free again; a person's link still holds. */
function superseded(slot: Slot, { requirement, until }: Earlier): Slot {
  return {
    ...slot,
    notApplicable: slot.notApplicable ?? 'superseded',
    pendingAnchor: null,
    records: [],
    missing: requirement?.items ?? slot.missing,
    linkedByPerson: false,
    settledBefore: until,
  };
}
